using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Api;

public sealed class ChangesTests
{
    [Fact]
    public async Task A_follower_sees_what_syncs_change_and_nothing_else()
    {
        await using var server = await ServeAsync();
        var account = await server.AddAccountAsync();
        await SyncAsync(server);
        var added = await ReadAsync(server, "/api/changes?limit=1000");
        var uuid = added.Items[0].GetProperty("uuid").GetString()!;

        await SyncAsync(server);
        var nothing = await ReadAsync(server, $"/api/changes?since={added.Next}");
        server.Simulator.ChangeJob(server.Simulator.Tokens[0], uuid, new JsonObject { ["JobNotes"] = "changed" });
        await SyncAsync(server);
        var changed = await ReadAsync(server, $"/api/changes?since={nothing.Next}&accountId={account}&uuid={uuid}");

        added.Items.Count.ShouldBe(5);
        added.Items.ShouldAllBe(change => change.GetProperty("kind").GetString() == "added" && change.GetProperty("accountId").GetString() == account);
        nothing.Items.ShouldBeEmpty();
        nothing.Next.ShouldBe(added.Next);
        var change = changed.Items.ShouldHaveSingleItem();
        change.GetProperty("kind").GetString().ShouldBe("changed");
        change.GetProperty("changedFields").EnumerateArray().Select(field => field.GetString()).ShouldBe(["JobNotes"]);
        change.GetProperty("at").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddMinutes(-5));
    }

    [Fact]
    public async Task Latest_is_the_place_behind_everything_there_is()
    {
        await using var server = await ServeAsync();
        await server.AddAccountAsync();
        var empty = await ReadAsync(server, "/api/changes?since=latest");
        await SyncAsync(server);

        var latest = await ReadAsync(server, "/api/changes?since=latest");

        empty.Items.ShouldBeEmpty();
        (await ReadAsync(server, $"/api/changes?since={empty.Next}")).Items.Count.ShouldBe(5);
        latest.Items.ShouldBeEmpty();
        (await ReadAsync(server, $"/api/changes?since={latest.Next}")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cursor_of_another_database_is_gone()
    {
        await using var one = await ServeAsync();
        await one.AddAccountAsync();
        await SyncAsync(one);
        await using var other = await ServeAsync();
        var cursor = (await ReadAsync(one, "/api/changes")).Next;

        var answer = (await other.GetAsync($"/api/changes?since={cursor}")).ShouldBe(HttpStatusCode.Gone);

        answer["code"].GetString().ShouldBe("changes_gone");
    }

    [Theory]
    [InlineData("since=nonsense", "since")]
    [InlineData("uuid=ABC", "uuid")]
    [InlineData("accountId=x", "accountId")]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=x", "cursor")]
    public async Task A_question_that_makes_no_sense_is_refused(string query, string field)
    {
        await using var server = await ServeAsync();

        (await server.GetAsync($"/api/changes?{query}")).ShouldBe(HttpStatusCode.BadRequest)["errors"].TryGetProperty(field, out _).ShouldBeTrue();
    }

    private static Task<ApiServer> ServeAsync() => ApiServer.StartAsync(
        new SimulatorOptions { Accounts = 1, JobsPerAccount = 5, MinInterval = TimeSpan.Zero, UnscheduledShare = 0 }, ("Hosting:Mode", "Worker"));

    private static async Task SyncAsync(ApiServer server) =>
        await server.ProgressAsync(await server.StartOperationAsync(new { strategy = "listFirst" }), "completed");

    private static async Task<(List<JsonElement> Items, string Next)> ReadAsync(ApiServer server, string path)
    {
        var answer = (await server.GetAsync(path)).ShouldBe(HttpStatusCode.OK);
        return ([.. answer["items"].EnumerateArray()], answer["nextCursor"].GetString()!);
    }
}
