using System.Text.Json.Nodes;
using Batchline.Commands.Shell;
using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Commands;

[Collection(CommandTests.Name)]
public sealed class ServerTests
{
    private const string Token = "servertoken1";

    private static readonly FaultProfile SomeBad = new() { BadJobs = new Dictionary<FaultKind, double> { [FaultKind.WrongUuid] = 0.3 } };

    [Fact]
    public async Task An_operation_is_started_watched_paused_resumed_and_a_failed_batch_retried_on_a_server()
    {
        await using var bench = await CommandBench.StartAsync();
        await using var server = await ServeAsync(new SimulatorOptions
        {
            Accounts = 2,
            JobsPerAccount = 60,
            MinInterval = TimeSpan.FromMilliseconds(20),
            UnscheduledShare = 0,
            Faults = SomeBad,
        });
        await AddAsync(bench, server);
        (await OnAsync(bench, server, "sync")).Code.ShouldBe(ExitCodes.Success);

        var started = await OnAsync(bench, server, "sync", "--strategy", "each", "--detach", "--json");
        var operation = JsonNode.Parse(started.Output)!["operationId"]!.GetValue<string>();
        var paused = await OnAsync(bench, server, "pause");
        var waited = await OnAsync(bench, server, "status", "--watch");
        var listed = await OnAsync(bench, server, "operations", "--open");
        var resumed = await OnAsync(bench, server, "resume", operation);
        var ended = await OnAsync(bench, server, "status", operation, "--watch");
        var status = await OnAsync(bench, server, "status", "--json");
        var batch = JsonNode.Parse(status.Output)!["failedBatches"]![0]!["batchId"]!.GetValue<string>();
        var retried = await OnAsync(bench, server, "retry", "--batch", batch);
        var again = await OnAsync(bench, server, "status", operation, "--watch", "--quiet", "--json");

        paused.Code.ShouldBe(ExitCodes.Success, paused.ToString());
        waited.Code.ShouldBe(ExitCodes.Success, waited.ToString());
        waited.Output.ShouldContain("paused");
        waited.Error.ShouldContain($"batchline resume --url {server.Http.BaseAddress!.ToString().TrimEnd('/')} {operation}");
        listed.Output.ShouldMatch($"{operation} │ paused");
        resumed.Output.ShouldContain("goes on");
        ended.Code.ShouldBe(ExitCodes.SomeFailed, ended.ToString());
        ended.Output.ShouldContain("Completed, with errors");
        ended.Output.ShouldContain(batch);
        retried.Output.ShouldContain($"The batch {batch} is pending again (retry 1)");
        again.Error.ShouldBeEmpty();
        var last = JsonNode.Parse(again.Output.TrimEnd().Split('\n')[^1])!;
        last["failedBatches"]!.AsArray().Single(failed => failed!["batchId"]!.GetValue<string>() == batch)!["retryCount"]!.GetValue<int>().ShouldBe(1);
        server.Simulator.Verdict.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_is_told_its_token_and_a_wrong_one_ends_with_2()
    {
        await using var bench = await CommandBench.StartAsync();
        await using var server = await ServeAsync(new SimulatorOptions { Accounts = 1, JobsPerAccount = 5, MinInterval = TimeSpan.Zero });

        var good = await OnAsync(bench, server, "accounts", "list", "--json");
        bench.Variables["BATCHLINE_TOKEN"] = "othertoken12";
        var wrong = await bench.RunAsync("accounts", "list", "--url", Url(server));
        var nobody = await bench.RunAsync("accounts", "list", "--url", "http://127.0.0.1:9");
        var none = await bench.RunAsync("accounts", "list", "--url", "nowhere");

        JsonNode.Parse(good.Output)!.AsArray().ShouldBeEmpty();
        wrong.Code.ShouldBe(ExitCodes.CouldNot);
        wrong.Error.ShouldContain("set BATCHLINE_TOKEN to its Security:ApiToken");
        nobody.Code.ShouldBe(ExitCodes.CouldNot);
        nobody.Error.ShouldStartWith("batchline: http://127.0.0.1:9/ does not answer");
        none.Code.ShouldBe(ExitCodes.CouldNot);
        none.Error.ShouldContain("no address of a server");
        (wrong.All + nobody.All + none.All).ShouldNotContain("othertoken12");
    }

    [Fact]
    public async Task What_an_operation_does_not_allow_ends_with_2()
    {
        await using var bench = await CommandBench.StartAsync();
        await bench.AddAccountsAsync();
        var before = await bench.RunAsync("status");
        await bench.RunAsync("sync");

        var status = await bench.RunAsync("status");
        var pause = await bench.RunAsync("pause");
        var ended = JsonNode.Parse((await bench.RunAsync("operations", "--json")).Output)![0]!["operationId"]!.GetValue<string>();
        var cancel = await bench.RunAsync("cancel", ended);
        var retry = await bench.RunAsync("retry");
        var unknown = await bench.RunAsync("status", new string('a', 24));
        var odd = await bench.RunAsync("status", "x");

        status.Code.ShouldBe(ExitCodes.Success, status.ToString());
        status.Output.ShouldContain($"Operation {ended} (listFirst)");
        new[] { before, pause, cancel, retry, unknown, odd }.Select(outcome => outcome.Code).Distinct().ShouldBe([ExitCodes.CouldNot]);
        before.Error.ShouldContain("batchline sync");
        pause.Error.ShouldContain("No operation is under way");
        cancel.Error.ShouldContain("completed does not allow this");
        retry.Error.ShouldContain("no failed batch");
        unknown.Error.ShouldContain("no such operation");
    }

    [Fact]
    public async Task An_account_is_changed_and_never_shows_its_key()
    {
        await using var bench = await CommandBench.StartAsync();
        await bench.AddAccountsAsync();

        var changed = await bench.RunAsync("accounts", "set", "Account 0", "--name", "North", "--quota-calls", "30", "--quota-window", "1m", "--quota-share", "0.5", "--json");
        var back = await bench.RunAsync("accounts", "set", "North", "--quota-calls", "default", "--json");
        var key = await bench.RunWithInputAsync("anotherkey123\n", "accounts", "set", "North", "--key-stdin");
        var nothing = await bench.RunAsync("accounts", "set", "North");
        var odd = await bench.RunAsync("accounts", "set", "North", "--quota-window", "soon");

        JsonNode.Parse(changed.Output)!["quotaShare"]!.GetValue<double>().ShouldBe(0.5);
        JsonNode.Parse(back.Output)!["quotaCalls"].ShouldBeNull();
        key.Code.ShouldBe(ExitCodes.Success, key.ToString());
        key.All.ShouldNotContain("anotherkey123");
        nothing.Code.ShouldBe(ExitCodes.CouldNot);
        odd.Code.ShouldBe(ExitCodes.CouldNot);
    }

    private static Task<ApiServer> ServeAsync(SimulatorOptions simulated) => ApiServer.StartAsync(
        simulated,
        ("Hosting:Mode", "Worker"),
        ("Security:ApiToken", Token),
        ("Workiz:MinInterval", "00:00:00.020"),
        ("Process:AutoRetries", "0"));

    private static string Url(ApiServer server) => server.Http.BaseAddress!.ToString();

    private static Task<CommandOutcome> OnAsync(CommandBench bench, ApiServer server, params string[] args)
    {
        bench.Variables["BATCHLINE_TOKEN"] = Token;
        return bench.RunAsync([.. args, "--url", Url(server)]);
    }

    private static async Task AddAsync(CommandBench bench, ApiServer server)
    {
        var lines = server.Simulator.Tokens.Index().Select(token => $"Account {token.Index},{token.Item}").Prepend("name,key");
        var file = await bench.FileAsync("server.csv", string.Join('\n', lines));
        (await OnAsync(bench, server, "accounts", "import", file, "--no-test")).Code.ShouldBe(ExitCodes.Success);
    }
}
