using System.Globalization;
using System.Text.Json.Nodes;
using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Worlds;
using CsvHelper;

namespace Batchline.IntegrationTests.Api;

public sealed class ExportTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_job_is_a_line_of_JSON_as_the_list_has_it()
    {
        await using var server = await SyncedAsync(jobs: 450);

        var response = await server.Http.GetAsync(new Uri("/api/jobs/export", UriKind.Relative), Cancelled);
        var lines = (await response.Content.ReadAsStringAsync(Cancelled)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var listed = (await server.GetAsync("/api/jobs?limit=1000"))["items"].EnumerateArray().Select(job => job.GetRawText()).ToList();

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        lines.Length.ShouldBe(450);
        lines.Zip(listed).ShouldAllBe(pair => JsonNode.DeepEquals(JsonNode.Parse(pair.First), JsonNode.Parse(pair.Second)));
    }

    [Fact]
    public async Task A_table_has_known_columns_then_custom_ones_and_guards_its_cells()
    {
        await using var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 4, MinInterval = TimeSpan.Zero, UnscheduledShare = 0 }, ("Hosting:Mode", "Worker"));
        var token = server.Simulator.Tokens[0];
        var uuid = server.Simulator.Truth(token).First().Uuid;
        server.Simulator.ChangeJob(token, uuid, new JsonObject
        {
            ["JobNotes"] = "=HYPERLINK(\"http://evil\")",
            ["Zone code"] = "a,\"b\"\nc",
            ["accountId"] = 7,
            ["Alpha"] = new JsonArray(1, "two"),
            ["JobAmountDue"] = -12.5,
        });
        await server.AddAccountAsync();
        await SyncAsync(server);

        var text = await server.Http.GetStringAsync(new Uri("/api/jobs/export?format=csv", UriKind.Relative), Cancelled);
        using var csv = new CsvReader(new StringReader(text), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().ToList();
        var row = rows.Single(row => (string)row["UUID"] == uuid);

        var titles = rows[0].Keys.ToList();
        titles[..8].ShouldBe(["accountId", "lastUpdated", "missingSince", "UUID", "SerialId", "JobDateTime", "JobEndDateTime", "Status"]);
        var custom = titles.SkipWhile(title => title != "LineItems").Skip(1).ToList();
        custom.ShouldBe(custom.Order(StringComparer.Ordinal).OrderBy(title => title.Replace("Workiz.", "", StringComparison.Ordinal), StringComparer.Ordinal));
        custom.ShouldContain("Workiz.accountId");
        rows.Count.ShouldBe(4);
        row["JobNotes"].ShouldBe("'=HYPERLINK(\"http://evil\")");
        row["Zone code"].ShouldBe("a,\"b\"\nc");
        row["Workiz.accountId"].ShouldBe("7");
        JsonNode.Parse((string)row["Alpha"])!.AsArray().Count.ShouldBe(2);
        row["JobAmountDue"].ShouldBe("-12.5");
        JsonNode.Parse((string)row["LineItems"]).ShouldBeOfType<JsonArray>();
    }

    [Fact]
    public async Task Filters_are_those_of_the_list()
    {
        await using var server = await SyncedAsync(jobs: 20);
        var status = (await server.GetAsync("/api/jobs?limit=1"))["items"][0].GetProperty("document").GetProperty("Status").GetString()!;

        var text = await server.Http.GetStringAsync(new Uri($"/api/jobs/export?format=ndjson&status={Uri.EscapeDataString(status)}", UriKind.Relative), Cancelled);
        var listed = (await server.GetAsync($"/api/jobs?limit=1000&status={Uri.EscapeDataString(status)}"))["items"].GetArrayLength();

        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(listed);
        (await server.GetAsync("/api/jobs/export?format=xml")).ShouldBe(System.Net.HttpStatusCode.BadRequest);
        (await server.GetAsync("/api/jobs/export?limit=5")).ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    private static async Task<ApiServer> SyncedAsync(int jobs)
    {
        var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = jobs, MinInterval = TimeSpan.Zero, UnscheduledShare = 0 }, ("Hosting:Mode", "Worker"));
        await server.AddAccountAsync();
        await SyncAsync(server);
        return server;
    }

    private static async Task SyncAsync(ApiServer server) =>
        await server.ProgressAsync(await server.StartOperationAsync(new { strategy = "listFirst" }), "completed");
}
