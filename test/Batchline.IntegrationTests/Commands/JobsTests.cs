using System.Text.Json.Nodes;
using Batchline.Commands.Shell;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Commands;

[Collection(CommandTests.Name)]
public sealed class JobsTests
{
    [Fact]
    public async Task Jobs_are_listed_by_what_is_asked_for()
    {
        await using var bench = await SyncedAsync();
        var job = JsonNode.Parse(bench.Simulator.Truth(bench.Simulator.Tokens[0]).First().Json)!;
        var day = job["JobDateTime"]!.GetValue<string>()[..10];

        var all = await bench.RunAsync("jobs", "list");
        var few = await bench.RunAsync("jobs", "list", "--limit", "3");
        var found = await bench.RunAsync("jobs", "list", "--account", "Account 0", "--from", day, "--to", day, "--status", job["Status"]!.GetValue<string>(), "--text", job["UUID"]!.GetValue<string>());
        var missing = await bench.RunAsync("jobs", "list", "--missing");

        all.Code.ShouldBe(ExitCodes.Success);
        all.Error.ShouldContain("30 jobs.");
        few.Error.ShouldContain("The first 3 jobs; there are more.");
        found.Error.ShouldContain("1 jobs.");
        found.Output.ShouldContain(job["UUID"]!.GetValue<string>());
        missing.Error.ShouldContain("0 jobs.");
    }

    [Theory]
    [InlineData("--from", "soon")]
    [InlineData("--to", "01/31/2026")]
    [InlineData("--limit", "0")]
    [InlineData("--limit", "many")]
    [InlineData("--account", "nobody")]
    public async Task A_filter_that_makes_no_sense_ends_with_2(string option, string value)
    {
        await using var bench = await CommandBench.StartAsync();

        (await bench.RunAsync("jobs", "list", option, value)).Code.ShouldBe(ExitCodes.CouldNot);
    }

    [Fact]
    public async Task A_job_is_printed_as_it_came()
    {
        await using var bench = await SyncedAsync();
        var (uuid, json) = bench.Simulator.Truth(bench.Simulator.Tokens[1]).First();

        var shown = await bench.RunAsync("jobs", "show", uuid);
        var elsewhere = await bench.RunAsync("jobs", "show", uuid, "--account", "Account 0");

        shown.Code.ShouldBe(ExitCodes.Success, shown.ToString());
        JsonNode.DeepEquals(JsonNode.Parse(shown.Output), JsonNode.Parse(json)).ShouldBeTrue();
        shown.Error.ShouldContain("account:      Account 1");
        shown.Error.ShouldContain("first seen:   2");
        elsewhere.Code.ShouldBe(ExitCodes.CouldNot);
    }

    [Fact]
    public async Task What_a_job_says_cannot_steer_the_terminal()
    {
        await using var bench = await CommandBench.StartAsync(new SimulatorOptions { Accounts = 1, JobsPerAccount = 1, UnscheduledShare = 0 });
        await bench.AddAccountsAsync();
        var uuid = bench.Simulator.Truth(bench.Simulator.Tokens[0]).First().Uuid;
        bench.Simulator.ChangeJob(bench.Simulator.Tokens[0], uuid, new JsonObject { ["FirstName"] = "\u001b[2J[red]Bob\u202e", ["LastName"] = "x\ny" });
        await bench.RunAsync("sync");

        var list = await bench.RunAsync("jobs", "list");

        list.Output.ShouldContain("\ufffd[2J[red]Bob\ufffd x y");
        list.Output.ShouldNotContain("\u001b");
    }

    private static async Task<CommandBench> SyncedAsync()
    {
        var bench = await CommandBench.StartAsync();
        await bench.AddAccountsAsync();
        (await bench.RunAsync("sync")).Code.ShouldBe(ExitCodes.Success);
        return bench;
    }
}
