using System.Net;
using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Api.Operations;

public sealed class PreviewTests
{
    private const string Path = "/api/init-batch-update?preview=true";
    private static readonly string[] Unknown = ["0123456789abcdef01234567"];
    private static readonly SimulatorOptions Workiz = new() { Accounts = 2, JobsPerAccount = 130, UnscheduledShare = 0, MinInterval = TimeSpan.Zero };

    [Theory]
    [InlineData("each")]
    [InlineData("listFirst")]
    public async Task A_preview_tells_the_calls_that_the_sync_then_takes(string strategy)
    {
        await using var server = await SyncedAsync();
        var before = server.Simulator.Report.Requests;

        var preview = (await server.PostAsync(Path, new { strategy })).ShouldBe(HttpStatusCode.OK);
        await server.ProgressAsync(await server.StartOperationAsync(new { strategy }), "completed");

        preview["strategy"].GetString().ShouldBe(strategy);
        preview["accounts"].GetInt32().ShouldBe(2);
        preview["jobs"].GetInt32().ShouldBe(260);
        preview["calls"].GetInt64().ShouldBe(server.Simulator.Report.Requests - before);
        preview["accountEstimates"].EnumerateArray().Sum(account => account.GetProperty("calls").GetInt64()).ShouldBe(preview["calls"].GetInt64());
    }

    [Fact]
    public async Task The_time_is_the_calls_of_the_largest_account_at_its_pace()
    {
        await using var server = await SyncedAsync();
        foreach (var account in (await server.GetAsync("/api/accounts"))["items"].EnumerateArray())
            (await server.PatchAsync($"/api/accounts/{account.GetProperty("id").GetString()}", new { minInterval = "00:00:02" })).ShouldBe(HttpStatusCode.OK);

        var preview = (await server.PostAsync(Path, new { strategy = "each" })).ShouldBe(HttpStatusCode.OK);

        preview["etaSeconds"].GetDouble().ShouldBe(130 * 2.0, tolerance: 5);
    }

    [Fact]
    public async Task A_preview_creates_nothing_and_asks_nothing()
    {
        await using var server = await SyncedAsync();
        var (requests, operations) = (server.Simulator.Report.Requests, (await server.GetAsync("/api/operations"))["items"].GetArrayLength());

        (await server.PostAsync(Path)).ShouldBe(HttpStatusCode.OK);

        (await server.GetAsync("/api/operations"))["items"].GetArrayLength().ShouldBe(operations);
        server.Simulator.Report.Requests.ShouldBe(requests);
    }

    [Fact]
    public async Task What_cannot_be_started_cannot_be_previewed()
    {
        await using var server = await ApiServer.StartAsync();

        (await server.PostAsync(Path)).ShouldBeProblem(HttpStatusCode.BadRequest, "no_accounts");
        (await server.PostAsync(Path, new { accountIds = Unknown })).ShouldBeInvalid("accountIds");
        (await server.PostAsync("/api/init-batch-update?preview=maybe")).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_request");
    }

    /// <summary>Two accounts whose jobs are known.</summary>
    private static async Task<ApiServer> SyncedAsync()
    {
        var server = await ApiServer.StartAsync(Workiz, ("Hosting:Mode", "Worker"));
        await server.AddAccountAsync(0);
        await server.AddAccountAsync(1);
        await server.ProgressAsync(await server.StartOperationAsync(new { strategy = "listFirst" }), "completed");
        return server;
    }
}
