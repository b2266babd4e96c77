using Batchline.Commands.Shell;
using Batchline.IntegrationTests.InProcess;

namespace Batchline.IntegrationTests.Commands;

public sealed class DriveTests
{
    [Fact]
    public async Task A_Batchline_without_a_worker_is_driven_until_its_operations_have_ended()
    {
        await using var server = await ApiServer.StartAsync(null, ("Security:ApiToken", "token"));
        server.Http.DefaultRequestHeaders.Add("Authorization", "Bearer token");
        await server.AddAccountAsync(0);
        await server.AddAccountAsync(1);
        var operation = await server.StartOperationAsync();
        await using var bench = await CommandBench.StartAsync();

        var outcome = await bench.RunWithInputAsync("token\n", "drive", "--url", server.App.Urls.First(), "--token-stdin", "--until-done");

        outcome.Code.ShouldBe(ExitCodes.Success, outcome.Error);
        outcome.Output.ShouldContain($"The operation {operation} is completed.");
        await server.ProgressAsync(operation, "completed");
    }

    [Fact]
    public async Task A_token_that_is_refused_ends_it_with_a_sentence()
    {
        await using var server = await ApiServer.StartAsync(null, ("Security:ApiToken", "token"));
        await using var bench = await CommandBench.StartAsync();
        bench.Variables["BATCHLINE_TOKEN"] = "another";

        var outcome = await bench.RunAsync("drive", "--url", server.App.Urls.First());

        outcome.Code.ShouldBe(ExitCodes.CouldNot);
        outcome.Error.ShouldContain("The server wants its token");
        (outcome.Output + outcome.Error).ShouldNotContain("another");
    }

    [Theory]
    [InlineData("drive")]
    [InlineData("drive", "--url", "here", "--token", "t")]
    [InlineData("drive", "--url", "http://127.0.0.1:1")]
    public async Task Wrong_arguments_are_told(params string[] arguments)
    {
        await using var bench = await CommandBench.StartAsync();

        (await bench.RunAsync(arguments)).Code.ShouldBe(ExitCodes.CouldNot);
    }

    [Fact]
    public async Task Health_tells_by_its_exit_code()
    {
        await using var server = await ApiServer.StartAsync();
        await using var bench = await CommandBench.StartAsync();
        bench.Settings["Hosting:Urls"] = server.App.Urls.First();

        (await bench.RunAsync("health", "--ready")).Code.ShouldBe(ExitCodes.Success);
        bench.Settings["Hosting:Urls"] = "http://127.0.0.1:1";
        (await bench.RunAsync("health")).Code.ShouldBe(ExitCodes.SomeFailed);
    }
}
