using Batchline.Commands.Shell;

namespace Batchline.IntegrationTests.Commands;

[Collection(CommandTests.Name)]
public sealed class AtSignTests
{
    [Fact]
    public async Task The_example_of_a_monthly_schedule_can_be_run()
    {
        await using var bench = await CommandBench.StartAsync();

        var added = await bench.RunAsync("schedule", "add", "--name", "@home", "--cron", "@monthly", "--strategy", "each", "--full");
        var list = await bench.RunAsync("schedule", "list");

        added.Code.ShouldBe(ExitCodes.Success, added.ToString());
        list.Output.ShouldMatch(@"@home\s*│ [^│]*│ @monthly");
    }

    [Fact]
    public async Task A_value_that_begins_with_an_at_sign_is_searched_for()
    {
        await using var bench = await CommandBench.StartAsync();

        var outcome = await bench.RunAsync("jobs", "list", "--text", "@gmail.com");

        outcome.Code.ShouldBe(ExitCodes.Success, outcome.ToString());
        outcome.Error.ShouldNotContain("gmail");
    }

    [Fact]
    public async Task No_file_is_read_for_a_value_that_begins_with_an_at_sign()
    {
        await using var bench = await CommandBench.StartAsync();
        var file = await bench.FileAsync("name.txt", "out of a file");
        bench.Variables["WORKIZ_API_KEY"] = bench.Simulator.Tokens[0];

        var added = await bench.RunAsync("accounts", "add", "--no-test", "--name", $"@{file}");
        var argument = await bench.RunAsync("accounts", "enable", $"@{file}");
        var list = await bench.RunAsync("accounts", "list");

        added.Code.ShouldBe(ExitCodes.Success, added.ToString());
        argument.Code.ShouldBe(ExitCodes.Success, argument.ToString());
        list.Output.ShouldContain($"@{file}");
        list.Output.ShouldNotContain("out of a file");
    }

    [Fact]
    public async Task Completion_reads_no_file_either()
    {
        await using var bench = await CommandBench.StartAsync();
        var file = await bench.FileAsync("name.txt", "--json --quiet");
        var line = $"batchline schedule add @{file} --cr";

        var outcome = await bench.RunAsync($"[suggest:{line.Length}]", line);

        outcome.Output.Trim().ShouldBe("--cron");
    }
}
