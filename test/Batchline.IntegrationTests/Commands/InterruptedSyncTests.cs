using System.Diagnostics;
using System.Globalization;
using Batchline.Commands.Shell;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Commands;

[Collection(CommandTests.Name)]
public sealed class InterruptedSyncTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_sync_stopped_by_Ctrl_C_goes_on_when_run_again_and_asks_for_nothing_twice()
    {
        await using var bench = await CommandBench.StartAsync(
            new SimulatorOptions { Accounts = 2, JobsPerAccount = 60, MinInterval = TimeSpan.FromMilliseconds(60), UnscheduledShare = 0 });
        bench.Settings["Workiz:MinInterval"] = "00:00:00.060";
        await bench.AddAccountsAsync();
        (await bench.RunAsync("sync")).Code.ShouldBe(ExitCodes.Success);

        using var process = bench.Begin("sync", "--strategy", "each");
        await UntilAsync(() => Asked(bench) > 10);
        var arguments = await File.ReadAllTextAsync($"/proc/{process.Id}/cmdline", TestContext.Current.CancellationToken);
        await InterruptAsync(process);
        var interrupted = await CommandBench.EndAsync(process);
        var askedBefore = Asked(bench);
        var other = await bench.RunAsync("sync", "--strategy", "listFirst");
        var again = await bench.RunAsync("sync");

        interrupted.Code.ShouldBe(ExitCodes.Interrupted, interrupted.ToString());
        interrupted.Error.ShouldContain("asks for nothing twice");
        askedBefore.ShouldBeLessThan(120);
        other.Code.ShouldBe(ExitCodes.CouldNot);
        other.Error.ShouldMatch("The operation [0-9a-f]{24} .* runs on the account Account [01] with other options");
        again.Code.ShouldBe(ExitCodes.Success, again.ToString());
        again.Error.ShouldContain("Going on with the operation");
        foreach (var token in bench.Simulator.Tokens)
        {
            bench.Simulator.JobRequests(token).Count.ShouldBe(60);
            bench.Simulator.JobRequests(token).Values.ShouldAllBe(requests => requests == 1);
            (arguments + interrupted.All + other.All + again.All).ShouldNotContain(token);
        }
    }

    [Fact]
    public async Task A_key_given_to_a_process_is_not_among_its_arguments()
    {
        await using var bench = await CommandBench.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 5, MinInterval = TimeSpan.Zero, Latency = TimeSpan.FromSeconds(1) });
        var key = bench.Simulator.Tokens[0];

        using var process = bench.Begin("sync", "--key-stdin");
        await process.StandardInput.WriteLineAsync(key);
        await UntilAsync(() => bench.Simulator.Log.Count > 0 || process.HasExited);
        var arguments = await File.ReadAllTextAsync($"/proc/{process.Id}/cmdline", TestContext.Current.CancellationToken);
        var outcome = await CommandBench.EndAsync(process);

        arguments.ShouldContain("--key-stdin");
        arguments.ShouldNotContain(key);
        outcome.Code.ShouldBe(ExitCodes.Success, outcome.ToString());
        outcome.All.ShouldNotContain(key);
    }

    private static int Asked(CommandBench bench) =>
        bench.Simulator.Tokens.Sum(token => bench.Simulator.JobRequests(token).Values.Sum());

    /// <summary>Another process does it, so there is no event to wait for.</summary>
    private static async Task UntilAsync(Func<bool> done)
    {
        var begun = Stopwatch.StartNew();
        while (!done())
        {
            begun.Elapsed.ShouldBeLessThan(Patience);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private static async Task InterruptAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        kill.ExitCode.ShouldBe(0);
    }
}
