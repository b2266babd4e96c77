using Batchline.Commands.Shell;

namespace Batchline.IntegrationTests.Commands;

[Collection(CommandTests.Name)]
public sealed class HelpTests
{
    [Theory]
    [InlineData("sync")]
    [InlineData("status")]
    [InlineData("operations")]
    [InlineData("retry")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("cancel")]
    [InlineData("accounts")]
    [InlineData("accounts set")]
    [InlineData("accounts add")]
    [InlineData("accounts import")]
    [InlineData("accounts list")]
    [InlineData("accounts test")]
    [InlineData("accounts enable")]
    [InlineData("accounts disable")]
    [InlineData("accounts remove")]
    [InlineData("jobs")]
    [InlineData("jobs list")]
    [InlineData("jobs show")]
    [InlineData("jobs export")]
    [InlineData("changes")]
    [InlineData("schedule")]
    [InlineData("schedule add")]
    [InlineData("schedule list")]
    [InlineData("schedule set")]
    [InlineData("schedule enable")]
    [InlineData("schedule disable")]
    [InlineData("schedule remove")]
    [InlineData("rehearse")]
    [InlineData("reports")]
    [InlineData("reports grant")]
    [InlineData("reports revoke")]
    [InlineData("doctor")]
    public async Task The_help_of_a_command_has_examples_of_it(string command)
    {
        await using var bench = await CommandBench.StartAsync();

        var outcome = await bench.RunAsync([.. command.Split(' '), "--help"]);

        outcome.Code.ShouldBe(ExitCodes.Success);
        outcome.Output.ShouldContain("Examples:");
        outcome.Output.ShouldContain($"  batchline {command}");
    }
}
