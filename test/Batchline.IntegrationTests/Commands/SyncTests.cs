using Batchline.Commands.Shell;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Commands;

[Collection(CommandTests.Name)]
public sealed class SyncTests
{
    [Fact]
    public async Task All_enabled_accounts_are_brought_in_step()
    {
        await using var bench = await CommandBench.StartAsync();
        await bench.AddAccountsAsync();

        var outcome = await bench.RunAsync("sync");

        outcome.Code.ShouldBe(ExitCodes.Success, outcome.ToString());
        outcome.Output.ShouldContain("Sync of 2 accounts (listFirst)");
        outcome.Output.ShouldMatch(@"Account 0\s*│\s*15 │\s*15 │");
        outcome.Output.ShouldMatch(@"all\s*│\s*30 │\s*30 │");
        outcome.Output.ShouldContain("Completed after");
        outcome.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_that_is_not_known_becomes_an_account_and_is_never_shown(bool stdin)
    {
        await using var bench = await CommandBench.StartAsync();
        var key = bench.Simulator.Tokens[0];
        if (!stdin)
            bench.Variables["WORKIZ_API_KEY"] = key;
        string[] args = stdin ? ["sync", "--key-stdin", "--name", "North"] : ["sync", "--name", "North"];

        var first = await bench.RunWithInputAsync(key + "\n", args);
        var second = await bench.RunWithInputAsync(key + "\n", args);
        var list = await bench.RunAsync("accounts", "list");

        first.Code.ShouldBe(ExitCodes.Success, first.ToString());
        first.Error.ShouldContain("Added the account North");
        second.Code.ShouldBe(ExitCodes.Success, second.ToString());
        second.Error.ShouldNotContain("Added");
        list.Output.ShouldMatch(@"North\s*│ [0-9a-f]{24} │ ….{4} │ ok\s*│\s*15 │ 2");
        (first.All + second.All + list.All).ShouldNotContain(key);
    }

    [Fact]
    public async Task One_account_is_named_by_name_or_id()
    {
        await using var bench = await CommandBench.StartAsync();
        await bench.AddAccountsAsync();

        var outcome = await bench.RunAsync("sync", "--account", "account 1", "--strategy", "each", "--batch-size", "4", "--full", "--since", "2020-01-01");

        outcome.Code.ShouldBe(ExitCodes.Success, outcome.ToString());
        outcome.Output.ShouldContain("Sync of 1 account (each)");
        bench.Simulator.Report.Accounts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Jobs_that_fail_make_the_exit_code_1()
    {
        var faults = new FaultProfile { BadJobs = new Dictionary<FaultKind, double> { [FaultKind.WrongUuid] = 0.4 } };
        await using var bench = await CommandBench.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 15, MinInterval = TimeSpan.Zero, UnscheduledShare = 0, Faults = faults });
        bench.Settings["Process:AutoRetries"] = "0";
        await bench.AddAccountsAsync();

        var outcome = await bench.RunAsync("sync", "--strategy", "each");

        outcome.Code.ShouldBe(ExitCodes.SomeFailed, outcome.ToString());
        outcome.Output.ShouldContain("Completed, with errors");
        outcome.Error.ShouldContain("Failed: ");
    }

    [Fact]
    public async Task A_sync_with_only_blocked_accounts_left_ends_at_once_with_1()
    {
        await using var bench = await CommandBench.StartAsync();
        await bench.AddAccountsAsync();
        var file = await bench.FileAsync("bad.csv", "name,key\nBad,nobodysecretkey1\n");
        await bench.RunAsync("accounts", "import", file, "--no-test");

        var outcome = await bench.RunAsync("sync");
        var list = await bench.RunAsync("accounts", "list");

        outcome.Code.ShouldBe(ExitCodes.SomeFailed, outcome.ToString());
        outcome.Error.ShouldContain("Bad: Blocked since ");
        outcome.Output.ShouldContain("Blocked after");
        list.Output.ShouldContain("blocked: ");
        (outcome.All + list.All).ShouldNotContain("nobodysecretkey1");
    }

    [Fact]
    public async Task What_cannot_run_ends_with_2_and_says_what_to_do()
    {
        await using var bench = await CommandBench.StartAsync();

        var none = await bench.RunAsync("sync");
        var unknown = await bench.RunAsync("sync", "--account", "nobody");
        var empty = await bench.RunWithInputAsync("", "sync", "--key-stdin");
        var prompt = await bench.RunAsync("sync", "--key-prompt");
        var day = await bench.RunAsync("sync", "--since", "yesterday");
        var size = await bench.RunAsync("sync", "--batch-size", "0");
        var strategy = await bench.RunAsync("sync", "--strategy", "some");
        bench.Settings["Plan:BatchSize"] = "many";
        var settings = await bench.RunAsync("sync");

        CommandOutcome[] outcomes = [none, unknown, empty, prompt, day, size, strategy, settings];
        outcomes.Select(outcome => outcome.Code).Distinct().ShouldBe([ExitCodes.CouldNot]);
        none.Error.ShouldContain("batchline accounts add");
        unknown.Error.ShouldContain("accounts list");
        empty.Error.ShouldContain("no Workiz key in standard input");
        prompt.Error.ShouldContain("--key-stdin");
        day.Error.ShouldContain("2026-01-31");
        size.Error.ShouldContain("1 to 1000");
        strategy.Error.ShouldContain("each, listFirst");
        settings.Error.ShouldContain("Plan:BatchSize");
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_ends_with_2()
    {
        await using var bench = await CommandBench.StartAsync();
        Directory.CreateDirectory(bench.Settings["Store:DataDirectory"]!);
        await File.WriteAllTextAsync(
            Path.Combine(bench.Settings["Store:DataDirectory"]!, "batchline.db"), new string('x', 5000), TestContext.Current.CancellationToken);

        var outcome = await bench.RunAsync("sync");

        outcome.Code.ShouldBe(ExitCodes.CouldNot, outcome.ToString());
        outcome.Error.ShouldStartWith("batchline: ");
        outcome.Error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("--key")]
    [InlineData("--api-key")]
    [InlineData("--workiz-api-key")]
    public async Task No_option_takes_the_key_itself(string option)
    {
        await using var bench = await CommandBench.StartAsync();

        (await bench.RunAsync("sync", option, "x")).Code.ShouldBe(ExitCodes.CouldNot);
        (await bench.RunAsync("accounts", "add", "--name", "x", option, "x")).Code.ShouldBe(ExitCodes.CouldNot);
    }
}
