using System.Text.Json.Nodes;
using Batchline.Commands.Shell;

namespace Batchline.IntegrationTests.Commands;

[Collection(CommandTests.Name)]
public sealed class ReportingTests
{
    [Fact]
    public async Task Changes_are_told_once_and_gone_on_from()
    {
        await using var bench = await SyncedAsync();
        var first = await bench.RunAsync("changes");
        var cursor = first.Error.Split("cursor: ")[1].Trim();
        var uuid = bench.Simulator.Truth(bench.Simulator.Tokens[0]).First().Uuid;
        bench.Simulator.ChangeJob(bench.Simulator.Tokens[0], uuid, new JsonObject { ["JobNotes"] = "other" });
        await bench.RunAsync("sync");

        var next = await bench.RunAsync("changes", "--since", cursor, "--json");
        var ofOne = await bench.RunAsync("changes", "--account", "Account 1", "--limit", "3");
        var latest = await bench.RunAsync("changes", "--since", "latest");
        var odd = await bench.RunAsync("changes", "--since", "yesterday");

        first.Code.ShouldBe(ExitCodes.Success, first.ToString());
        first.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(30);
        first.Output.ShouldMatch($@"added    {uuid}  Account 0");
        var change = JsonNode.Parse(next.Output.Trim())!;
        (change["uuid"]!.GetValue<string>(), change["kind"]!.GetValue<string>()).ShouldBe((uuid, "changed"));
        ofOne.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.Contains("Account 1"));
        latest.Output.ShouldBeEmpty();
        odd.Code.ShouldBe(ExitCodes.CouldNot);
    }

    [Fact]
    public async Task Jobs_are_exported_to_a_file_or_to_the_output()
    {
        await using var bench = await SyncedAsync();
        var file = await bench.FileAsync("jobs.csv", "old");

        var saved = await bench.RunAsync("jobs", "export", "--output", file);
        var lines = await bench.RunAsync("jobs", "export", "--account", "Account 0");
        var odd = await bench.RunAsync("jobs", "export", "--format", "xml");

        saved.Code.ShouldBe(ExitCodes.Success, saved.ToString());
        saved.Output.ShouldBeEmpty();
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldStartWith("accountId,lastUpdated,missingSince,UUID,");
        File.Exists(file + ".part").ShouldBeFalse();
        var jobs = lines.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        jobs.Length.ShouldBe(15);
        jobs.ShouldAllBe(line => JsonNode.Parse(line, null, default)!["document"] != null);
        odd.Code.ShouldBe(ExitCodes.CouldNot);
    }

    [Fact]
    public async Task Schedules_are_added_listed_changed_and_removed()
    {
        await using var bench = await CommandBench.StartAsync();
        await bench.AddAccountsAsync();

        var added = await bench.RunAsync("schedule", "add", "--name", "nightly", "--cron", "0 2 * * *", "--time-zone", "Europe/Berlin", "--account", "Account 0", "--full");
        var set = await bench.RunAsync("schedule", "set", "nightly", "--all-accounts", "--cron", "30 1 * * *", "--full", "false", "--json");
        var disabled = await bench.RunAsync("schedule", "disable", "NIGHTLY");
        var list = await bench.RunAsync("schedule", "list");
        var enabled = await bench.RunAsync("schedule", "enable", "nightly");
        var removed = await bench.RunAsync("schedule", "remove", "nightly");
        var gone = await bench.RunAsync("schedule", "remove", "nightly");
        var odd = await bench.RunAsync("schedule", "add", "--name", "x", "--cron", "often");
        var incomplete = await bench.RunAsync("schedule", "add", "--name", "x");

        added.Code.ShouldBe(ExitCodes.Success, added.ToString());
        added.Output.ShouldContain("Added the schedule nightly");
        added.Output.ShouldContain("it runs next at 20");
        var changed = JsonNode.Parse(set.Output)!;
        changed["accountIds"].ShouldBeNull();
        changed["full"]!.GetValue<bool>().ShouldBeFalse();
        changed["cron"]!.GetValue<string>().ShouldBe("30 1 * * *");
        disabled.Output.ShouldContain("it is disabled");
        list.Output.ShouldMatch(@"nightly │ [0-9a-f]{24} │ 30 1 \* \* \* │ Europe/Berlin │ all\s*│ listFirst │ disabled");
        enabled.Output.ShouldContain("it runs next at");
        removed.Code.ShouldBe(ExitCodes.Success);
        new[] { gone, odd, incomplete }.Select(outcome => outcome.Code).Distinct().ShouldBe([ExitCodes.CouldNot]);
        odd.Error.ShouldContain("five fields");
    }

    [Fact]
    public async Task The_doctor_says_what_is_wrong_and_what_to_do()
    {
        await using var bench = await CommandBench.StartAsync();
        var empty = await bench.RunAsync("doctor");
        await bench.AddAccountsAsync();
        await bench.RunAsync("sync");
        var well = await bench.RunAsync("doctor");
        await bench.RunWithInputAsync("wrongkey12345", "accounts", "add", "--name", "Wrong", "--key-stdin", "--no-test");
        var refused = await bench.RunAsync("doctor", "--json");
        bench.Settings["Plan:BatchSize"] = "many";
        var settings = await bench.RunAsync("doctor");
        var nobody = await bench.RunAsync("doctor", "--url", "http://127.0.0.1:9");

        empty.Code.ShouldBe(ExitCodes.Success, empty.ToString());
        empty.Output.ShouldContain("batchline accounts add");
        well.Code.ShouldBe(ExitCodes.Success, well.ToString());
        well.Output.ShouldMatch(@"key\s*│ good │ Workiz took 2 of the 2");
        well.Output.ShouldMatch(@"schedules\s*│ look │ None is enabled");
        refused.Code.ShouldBe(ExitCodes.SomeFailed, refused.ToString());
        JsonNode.Parse(refused.Output)!.AsArray().ShouldContain(finding =>
            finding!["check"]!.GetValue<string>() == "key" && finding["verdict"]!.GetValue<string>() == "bad" && finding["do"]!.GetValue<string>().Contains("accounts set"));
        refused.All.ShouldNotContain("wrongkey12345");
        settings.Code.ShouldBe(ExitCodes.SomeFailed);
        settings.Output.ShouldContain("Plan:BatchSize");
        nobody.Code.ShouldBe(ExitCodes.SomeFailed);
        nobody.Output.ShouldContain("does not answer");
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _batchline batchline")]
    [InlineData("zsh", "#compdef batchline")]
    [InlineData("fish", "complete -c batchline")]
    public async Task A_shell_gets_a_script_that_asks_the_program_what_may_follow(string shell, string line)
    {
        await using var bench = await CommandBench.StartAsync();

        var script = await bench.RunAsync("completion", shell);
        var commands = await bench.RunAsync("[suggest:11]", "batchline s");
        var options = await bench.RunAsync("[suggest:22]", "batchline status --wat");
        var odd = await bench.RunAsync("completion", "cmd");

        script.Output.ShouldContain(line);
        commands.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldContain("status");
        options.Output.Trim().ShouldBe("--watch");
        odd.Code.ShouldBe(ExitCodes.CouldNot);
    }

    private static async Task<CommandBench> SyncedAsync()
    {
        var bench = await CommandBench.StartAsync();
        await bench.AddAccountsAsync();
        (await bench.RunAsync("sync")).Code.ShouldBe(ExitCodes.Success);
        return bench;
    }
}
