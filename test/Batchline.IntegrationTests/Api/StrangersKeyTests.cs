using System.Net;
using System.Text.Json;
using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Api;

public sealed class StrangersKeyTests
{
    private const int Jobs = 30;

    [Fact]
    public async Task Another_accounts_key_blocks_before_anything_is_marked_or_stored()
    {
        await using var server = await StartAsync();
        var (account, operation) = await WithStrangersKeyAsync(server);

        var state = (await server.GetAsync($"/api/batch-progress/{operation}"))["accountStates"][0];

        state.GetProperty("status").GetString().ShouldBe("blocked");
        state.GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("another Workiz account");
        (await StoredAsync(server, account)).ShouldAllBe(job => job.GetProperty("sync").GetProperty("missingSince").ValueKind == JsonValueKind.Null);
        (await server.PostAsync($"/api/operations/{operation}/resume")).ShouldBe(HttpStatusCode.Accepted);
        await BlockedAsync(server, account);
    }

    [Fact]
    public async Task Force_takes_the_key_for_the_accounts_own()
    {
        await using var server = await StartAsync();
        var (account, operation) = await WithStrangersKeyAsync(server);

        (await server.PostAsync($"/api/operations/{operation}/resume?force=true")).ShouldBe(HttpStatusCode.Accepted);

        var jobs = (await server.ProgressAsync(operation, "completed"))["jobs"];
        jobs.GetProperty("missing").GetInt32().ShouldBe(Jobs);
        (await StoredAsync(server, account)).ShouldAllBe(job => job.GetProperty("sync").GetProperty("missingSince").ValueKind == JsonValueKind.String);
    }

    [Fact]
    public async Task The_accounts_own_key_goes_on_by_itself()
    {
        await using var server = await StartAsync();
        var (account, operation) = await WithStrangersKeyAsync(server);

        (await server.PatchAsync($"/api/accounts/{account}", new { workizApiKey = server.Simulator.Tokens[0] })).Status.ShouldBe(HttpStatusCode.OK);

        var jobs = (await server.ProgressAsync(operation, "completed"))["jobs"];
        jobs.GetProperty("completed").GetInt32().ShouldBe(Jobs);
        jobs.GetProperty("missing").GetInt32().ShouldBe(0);
    }

    private static Task<ApiServer> StartAsync() => ApiServer.StartAsync(
        new SimulatorOptions { Accounts = 2, JobsPerAccount = Jobs, UnscheduledShare = 0, MinInterval = TimeSpan.Zero }, ("Hosting:Mode", "Worker"));

    /// <summary>An account whose jobs are known, given the key of another; an operation that finds out.</summary>
    private static async Task<(string Account, string Operation)> WithStrangersKeyAsync(ApiServer server)
    {
        var account = await server.AddAccountAsync(0);
        await server.ProgressAsync(await server.StartOperationAsync(new { strategy = "listFirst" }), "completed");
        (await server.PatchAsync($"/api/accounts/{account}", new { workizApiKey = server.Simulator.Tokens[1] })).Status.ShouldBe(HttpStatusCode.OK);
        var operation = await server.StartOperationAsync(new { strategy = "each" });
        await BlockedAsync(server, account);
        return (account, operation);
    }

    private static Task<Answer> BlockedAsync(ApiServer server, string account) => Eventually.GetAsync(
        () => server.GetAsync($"/api/accounts/{account}"), answer => answer["status"].GetString() == "blocked");

    private static async Task<List<JsonElement>> StoredAsync(ApiServer server, string account)
    {
        var items = (await server.GetAsync($"/api/jobs?accountId={account}&limit=1000"))["items"].EnumerateArray().ToList();
        items.Count.ShouldBe(Jobs);
        return items;
    }
}
