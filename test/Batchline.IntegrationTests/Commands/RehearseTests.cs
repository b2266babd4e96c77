using System.Globalization;
using System.Text.RegularExpressions;
using Batchline.Commands.Shell;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Commands;

[Collection(CommandTests.Name)]
public sealed partial class RehearseTests
{
    [Fact]
    public async Task A_rehearsal_sends_nothing_and_foretells_the_calls_of_the_sync_that_follows()
    {
        await using var bench = await SyncedAsync();
        var before = bench.Simulator.Report.Requests;

        // The simulated Workiz has no quota, and a rehearsal takes none for the usual one.
        var rehearsal = await bench.RunAsync("rehearse", "--strategy", "each", "--quota", "1000");

        rehearsal.Code.ShouldBe(ExitCodes.Success, rehearsal.Error);
        bench.Simulator.Report.Requests.ShouldBe(before);
        (await bench.RunAsync("sync", "--strategy", "each")).Code.ShouldBe(ExitCodes.Success);
        ((long)Number(rehearsal.Output, Calls())).ShouldBe(bench.Simulator.Report.Requests - before);
    }

    [Fact]
    public async Task An_outage_and_a_smaller_quota_make_it_longer_and_kills_and_more_accounts_hardly_do()
    {
        await using var bench = await SyncedAsync();

        var plain = await SecondsAsync(bench);
        var outage = await SecondsAsync(bench, "--outage", "1h");
        var killed = await SecondsAsync(bench, "--kill", "5");
        var slow = await SecondsAsync(bench, "--quota", "3");
        var many = await SecondsAsync(bench, "--accounts", "20");

        outage.ShouldBeGreaterThan(plain + 3_600);
        killed.ShouldBeInRange(plain * 0.9, plain * 1.5);
        slow.ShouldBeGreaterThan(plain * 2);
        // The slowest account decides; with more of them it is a little slower.
        many.ShouldBeInRange(plain * 0.9, plain * 1.5);
    }

    [Fact]
    public async Task Without_an_account_it_says_what_to_do()
    {
        await using var bench = await CommandBench.StartAsync();

        var outcome = await bench.RunAsync("rehearse");

        (outcome.Code, outcome.Error).ShouldBe((ExitCodes.CouldNot, "batchline: There is no enabled account to rehearse with. Add one: batchline accounts add.\n"));
    }

    private static async Task<CommandBench> SyncedAsync()
    {
        var bench = await CommandBench.StartAsync(
            new SimulatorOptions { Accounts = 2, JobsPerAccount = 40, MinInterval = TimeSpan.Zero, UnscheduledShare = 0 });
        await bench.AddAccountsAsync();
        (await bench.RunAsync("sync")).Code.ShouldBe(ExitCodes.Success);
        return bench;
    }

    private static async Task<double> SecondsAsync(CommandBench bench, params string[] whatIf)
    {
        var outcome = await bench.RunAsync(["rehearse", "--strategy", "each", .. whatIf]);
        outcome.Code.ShouldBe(ExitCodes.Success, outcome.Error);
        return Number(outcome.Output, Seconds());
    }

    private static int Number(string text, Regex pattern) => int.Parse(pattern.Match(text).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+) calls:")]
    private static partial Regex Calls();

    [GeneratedRegex(@"\((\d+) s\)")]
    private static partial Regex Seconds();
}
