using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Simulator;

namespace Batchline.Commands.Simulate;

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
            "batchline simulate --faults Forbidden@JobGet/job=3,account=0 --faults UuidNull/page=0",
            "batchline simulate --faults FlagFalse@JobGet/from=10s,for=7m",
            "batchline simulate --faults",
            "batchline simulate --scenario outage.json --strict")
        {
            Details = FaultTable.Text,
        };
        foreach (var option in arguments.All)
            command.Options.Add(option);
        command.SetAction((parsed, _) => RunAsync(arguments, parsed, stop));
        return command;
    }

    private static async Task<int> RunAsync(SimulateArguments arguments, ParseResult parsed, CancellationToken stop)
    {
        if (arguments.AskForFaults(parsed))
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync(FaultTable.Text);
            return ExitCodes.Success;
        }

        var options = await arguments.ReadAsync(parsed, stop);
        await using var simulator = await WorkizSimulator.StartAsync(options, cancellationToken: stop);
        await SimulatorReportText.WriteStartAsync(Console.Out, simulator);
        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await SimulatorReportText.WriteEndAsync(Console.Out, simulator);
        return options.Strict && !simulator.Verdict.Ok ? ExitCodes.SomeFailed : ExitCodes.Success;
    }
}
