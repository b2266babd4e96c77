using System.CommandLine;
using Batchline.Commands.Simulate;
using Batchline.Simulator;

namespace Batchline.Commands;

/// <summary><c>batchline simulate</c>: a Workiz look-alike on loopback that judges its clients.</summary>
internal static class SimulateCommand
{
    public static Command Create(CancellationToken stop)
    {
        var arguments = new SimulateArguments();
        var command = new ProgramCommand(
            "simulate",
            "Runs a Workiz look-alike on loopback; at the end it says whether its clients kept to one request at a time and to the pace.",
            "batchline simulate --accounts 5 --jobs 1000",
            "batchline simulate --quota 30 --quota-window 1m --latency 200ms",
            "batchline simulate --faults ServerError=0.05,ResetInBody=0.01 --seed 7",
            "batchline simulate --scenario outage.json --strict");
        foreach (var option in arguments.All)
            command.Options.Add(option);
        command.SetAction((parsed, _) => RunAsync(arguments, parsed, stop));
        return command;
    }

    private static async Task<int> RunAsync(SimulateArguments arguments, ParseResult parsed, CancellationToken stop)
    {
        var options = await arguments.ReadAsync(parsed, stop);
        await using var simulator = await WorkizSimulator.StartAsync(options, cancellationToken: stop);
        await SimulatorReportText.WriteStartAsync(Console.Out, simulator);
        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await SimulatorReportText.WriteEndAsync(Console.Out, simulator);
        return options.Strict && !simulator.Verdict.Ok ? ExitCodes.SomeFailed : ExitCodes.Success;
    }
}
