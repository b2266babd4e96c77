using System.Net;
using System.Text.Json;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.InProcess;

namespace Batchline.IntegrationTests.Api;

public sealed class JobsTests
{
    [Fact]
    public async Task A_job_is_read_back_field_by_field_as_Workiz_has_it()
    {
        await using var server = await ApiServer.StartAsync(null, ("Hosting:Mode", "Worker"));
        var account = await server.AddAccountAsync();
        await server.ProgressAsync(await server.StartOperationAsync(new { strategy = "listFirst" }), "completed");
        var truth = server.Simulator.Truth(server.Simulator.Tokens[0]).ToDictionary(job => job.Uuid, job => job.Json);

        var listed = (await server.GetAsync("/api/jobs?limit=1000"))["items"].EnumerateArray().ToList();

        listed.Count.ShouldBeGreaterThan(20);
        foreach (var job in listed)
        {
            var uuid = job.GetProperty("uuid").GetString()!;
            job.GetProperty("document").GetRawText().ShouldBe(truth[uuid]);
            var one = (await server.GetAsync($"/api/accounts/{account}/jobs/{uuid}")).ShouldBe(HttpStatusCode.OK);
            one.Body.EnumerateObject().Select(field => field.Name).ShouldBe(["accountId", "uuid", "lastUpdated", "sync", "document"]);
            one["document"].GetRawText().ShouldBe(truth[uuid]);
            one["sync"].GetProperty("missingSince").ValueKind.ShouldBe(JsonValueKind.Null);
        }
    }

    [Fact]
    public async Task Numbers_and_escapes_pass_unchanged()
    {
        const string Json = """{"UUID":"A/1 ü%","JobTotalPrice":4995.50,"Big":12345678901234567890.123456789,"Dots.and $":"\u00e9\ud83d\ude00","Null":null}""";
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        await StoredJobs.AddDocumentsAsync(server, account, new JobDocument("A 1 ü%", Json));

        var answer = (await server.GetAsync($"/api/accounts/{account}/jobs/{Uri.EscapeDataString("A 1 ü%")}")).ShouldBe(HttpStatusCode.OK);

        answer["document"].GetRawText().ShouldBe(Json);
    }

    [Fact]
    public async Task A_name_or_time_cut_through_an_emoji_ends_no_list()
    {
        const string Json = """{"UUID":"A","\ud83d of the custom field":"\ud83d","JobDateTime":"2026-01-01 \ud83d"}""";
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        await StoredJobs.AddDocumentsAsync(
            server, account, new JobDocument("A", Json), new JobDocument("B", Json.Replace("\"A\"", "\"B\"", StringComparison.Ordinal)), new JobDocument("C", """{"UUID":"C"}"""));

        var first = (await server.GetAsync("/api/jobs?limit=1")).ShouldBe(HttpStatusCode.OK);
        var second = (await server.GetAsync($"/api/jobs?limit=1&cursor={first["nextCursor"].GetString()}")).ShouldBe(HttpStatusCode.OK);
        var third = (await server.GetAsync($"/api/jobs?limit=1&cursor={second["nextCursor"].GetString()}")).ShouldBe(HttpStatusCode.OK);
        var csv = await server.Http.GetStringAsync(new Uri("/api/jobs/export?format=csv", UriKind.Relative), TestContext.Current.CancellationToken);

        new[] { first, second, third }.Select(page => page["items"][0].GetProperty("uuid").GetString()).Order().ShouldBe(["A", "B", "C"]);
        new[] { first, second }.Select(page => page["items"][0].GetProperty("document").GetRawText()).Order().First().ShouldBe(Json);
        csv.ShouldContain(",\ufffd of the custom field");
        csv.ShouldContain(",2026-01-01 \ufffd,");
        csv.ShouldNotContain("ud83d");
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_page_by_page()
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        await StoredJobs.AddDocumentsAsync(server, account, [.. Enumerable.Range(0, 9).Select(number => Job(number, $"2026-01-0{1 + (number % 4)} 08:00:00"))]);
        await StoredJobs.AddDocumentsAsync(server, account, new JobDocument("U1", """{"UUID":"U1"}"""), new JobDocument("U2", """{"UUID":"U2","JobDateTime":null}"""));

        var listed = new List<(string Time, string Uuid)>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await server.GetAsync($"/api/jobs?limit=2&cursor={cursor}")).ShouldBe(HttpStatusCode.OK);
            listed.AddRange(page["items"].EnumerateArray().Select(item => (
                item.GetProperty("document").TryGetProperty("JobDateTime", out var time) ? time.GetString() ?? "" : "", item.GetProperty("uuid").GetString()!)));
            cursor = page["nextCursor"].GetString();
        }

        listed.Count.ShouldBe(11);
        listed.ShouldBe(listed.OrderByDescending(job => job.Time, StringComparer.Ordinal).ThenBy(job => job.Uuid, StringComparer.Ordinal));
        listed[^1].Uuid.ShouldBe("U2");
    }

    [Theory]
    [InlineData("from=2026-01-03", 4)]
    [InlineData("to=2026-01-02", 5)]
    [InlineData("from=2026-01-02&to=2026-01-02T07:59:59", 0)]
    [InlineData("from=2026-01-02&to=2026-01-02%2008:00", 0)]
    [InlineData("status=Done", 5)]
    [InlineData("status=done", 0)]
    [InlineData("q=JOB%203", 1)]
    [InlineData("missing=true", 0)]
    [InlineData("missing=false", 9)]
    [InlineData("changedSince=2999-01-01", 0)]
    [InlineData("accountId=0123456789abcdef01234567", 0)]
    public async Task Filters_narrow_the_list(string query, int count)
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        await StoredJobs.AddDocumentsAsync(server, account, [.. Enumerable.Range(0, 9).Select(number => Job(number, $"2026-01-0{1 + (number % 4)} 08:00:00"))]);

        (await server.GetAsync($"/api/jobs?{query}")).ShouldBe(HttpStatusCode.OK)["items"].GetArrayLength().ShouldBe(count);
    }

    [Fact]
    public async Task Ids_and_queries_are_checked()
    {
        await using var server = await ApiServer.StartAsync();

        (await server.GetAsync("/api/accounts/0123456789abcdef01234567/jobs/ABC123")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        (await server.GetAsync("/api/accounts/x/jobs/ABC123")).ShouldBeInvalid("accountId");
        (await server.GetAsync($"/api/jobs?accountId=x&from=yesterday&to=2026&missing=1&changedSince=now&limit=0&cursor=x&status={new string('s', 201)}&order=asc"))
            .ShouldBeInvalid("accountId", "from", "to", "missing", "changedSince", "limit", "cursor", "status", "order");
    }

    private static JobDocument Job(int number, string time) => new(
        $"J{number}",
        JsonSerializer.Serialize(new { UUID = $"J{number}", JobDateTime = time, Status = number % 2 == 0 ? "Done" : "Submitted", JobName = $"job {number}" }));
}
