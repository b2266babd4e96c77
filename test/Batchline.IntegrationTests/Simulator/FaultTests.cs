using System.Net;
using System.Text.Json;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Shapes;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Simulator;

public sealed class FaultTests
{
    private static readonly SimulatorOptions Options = new() { Accounts = 2, JobsPerAccount = 40, MinInterval = TimeSpan.Zero };

    [Theory]
    [InlineData(FaultKind.ServerError, new[] { 500, 502, 503, 504 })]
    [InlineData(FaultKind.CloudflarePage, new[] { 520, 521, 522, 523, 524 })]
    public async Task Server_errors_come_in_all_their_statuses(FaultKind kind, int[] statuses)
    {
        await using var client = await SimulatorClient.StartAsync(With(kind));

        var seen = new List<int>();
        for (var call = 0; call < 40; call++)
            seen.Add((int)(await client.GetAsync("team/all/")).Status);

        seen.Distinct().ShouldBe(statuses, ignoreOrder: true);
        client.Simulator.Report.ByFault[kind].ShouldBe(40);
    }

    [Fact]
    public async Task An_HTML_page_comes_with_status_200()
    {
        await using var client = await SimulatorClient.StartAsync(With(FaultKind.HtmlPage));

        var (status, body, response) = await client.GetAsync("job/all/");

        (status, response.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "text/html"));
        body.ShouldStartWith("<!DOCTYPE html>");
    }

    [Fact]
    public async Task An_empty_body_comes_with_status_200()
    {
        await using var client = await SimulatorClient.StartAsync(With(FaultKind.EmptyBody));

        var (status, body, _) = await client.GetAsync("job/all/");

        (status, body).ShouldBe((HttpStatusCode.OK, ""));
    }

    [Theory]
    [InlineData(FaultKind.TruncatedJson)]
    [InlineData(FaultKind.BrokenJson)]
    public async Task Some_bodies_are_no_JSON(FaultKind kind)
    {
        await using var client = await SimulatorClient.StartAsync(With(kind));

        for (var call = 0; call < 10; call++)
        {
            var (status, body, _) = await client.GetAsync("job/all/?only_open=false&start_date=2000-01-01");

            status.ShouldBe(HttpStatusCode.OK);
            Should.Throw<JsonException>(() => JsonDocument.Parse(body));
        }
    }

    [Fact]
    public async Task Some_bodies_are_JSON_without_any_job()
    {
        await using var client = await SimulatorClient.StartAsync(With(FaultKind.WrongSchema));

        for (var call = 0; call < 20; call++)
            (await client.GetJsonAsync("job/all/")).ToString().ShouldNotContain("JobDateTime");
    }

    [Fact]
    public async Task Gone_comes_in_four_shapes()
    {
        await using var client = await SimulatorClient.StartAsync(With(FaultKind.Gone) with { GoneShape = GoneShape.Mixed });

        var seen = new HashSet<(HttpStatusCode, string)>();
        foreach (var (uuid, _) in client.Simulator.Truth(client.Simulator.Tokens[0]))
        {
            var (status, body, _) = await client.GetAsync($"job/get/{uuid}/");
            seen.Add((status, body));
        }

        seen.ShouldBe(
        [
            (HttpStatusCode.NoContent, ""),
            (HttpStatusCode.OK, """{"flag":false,"msg":"job Not Found"}"""),
            (HttpStatusCode.NotFound, """{"error":true,"code":404,"msg":"job Not Found","details":[]}"""),
            (HttpStatusCode.OK, """{"flag":true,"data":[]}"""),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task A_wrong_UUID_is_another_job_of_the_account()
    {
        await using var client = await SimulatorClient.StartAsync(With(FaultKind.WrongUuid));
        var jobs = client.Simulator.Truth(client.Simulator.Tokens[0]).ToDictionary(job => job.Uuid, job => job.Json);
        var asked = jobs.Keys.First();

        var record = (await client.GetJsonAsync($"job/get/{asked}/")).GetProperty("data")[0];

        var uuid = record.GetProperty("UUID").GetString()!;
        uuid.ShouldNotBe(asked);
        record.GetRawText().ShouldBe(jobs[uuid]);
    }

    [Fact]
    public async Task Flag_false_can_mean_something_else()
    {
        await using var client = await SimulatorClient.StartAsync(With(FaultKind.FlagFalse));

        var answer = await client.GetJsonAsync("job/get/ABC123/");

        answer.GetProperty("flag").GetBoolean().ShouldBeFalse();
        answer.GetProperty("msg").GetString()!.ShouldNotContain("Not Found");
    }

    [Fact]
    public async Task A_refused_account_stays_refused_and_the_others_work()
    {
        await using var client = await SimulatorClient.StartAsync(Options);
        client.Simulator.Apply(new RefuseEvent { Account = 0 });

        (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetAsync("team/all/", account: 1)).Status.ShouldBe(HttpStatusCode.OK);
        client.Simulator.Apply(new RestoreEvent { Account = 0 });
        (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_quota_can_be_reached_without_and_with_Retry_After()
    {
        await using var without = await SimulatorClient.StartAsync(With(FaultKind.QuotaReached));
        await using var with = await SimulatorClient.StartAsync(With(FaultKind.QuotaReachedWithRetryAfter));

        (await without.GetAsync("team/all/")).Response.Headers.RetryAfter.ShouldBeNull();
        var forms = new HashSet<bool>();
        for (var call = 0; call < 20; call++)
        {
            var (status, _, response) = await with.GetAsync("team/all/");
            status.ShouldBe(HttpStatusCode.TooManyRequests);
            forms.Add(response.Headers.RetryAfter!.Delta is not null);
        }
        forms.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Bad_jobs_fail_every_time_and_are_known()
    {
        var options = Options with { Faults = new() { BadJobs = Rate(FaultKind.ServerError, 0.3) } };
        await using var client = await SimulatorClient.StartAsync(options);
        var bad = client.Simulator.BadJobs(client.Simulator.Tokens[0]);

        bad.Count.ShouldBeInRange(4, 25);
        foreach (var (uuid, _) in client.Simulator.Truth(client.Simulator.Tokens[0]))
        {
            for (var ask = 0; ask < 3; ask++)
                ((int)(await client.GetAsync($"job/get/{uuid}/")).Status >= 500).ShouldBe(bad.ContainsKey(uuid));
        }
    }

    [Fact]
    public async Task A_swapped_token_answers_another_accounts_jobs()
    {
        await using var client = await SimulatorClient.StartAsync(Options);
        var own = client.Simulator.Truth(client.Simulator.Tokens[0]).First().Uuid;
        var theirs = await client.ListAsync("start_date=2000-01-01&only_open=false", account: 1);

        client.Simulator.Apply(new SwapEvent { Account = 0, With = 1 });

        (await client.ListAsync("start_date=2000-01-01&only_open=false")).ShouldBe(theirs);
        (await client.GetAsync($"job/get/{own}/")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData(JobShape.OneElementArray, "{[")]
    [InlineData(JobShape.PlainObject, "{{")]
    [InlineData(JobShape.FlaggedArray, "[{")]
    public async Task A_job_comes_in_the_shape_that_is_set(JobShape shape, string start)
    {
        await using var client = await SimulatorClient.StartAsync(Options with { JobShape = shape });
        var (uuid, json) = client.Simulator.Truth(client.Simulator.Tokens[0]).First();

        var answer = await client.GetJsonAsync($"job/get/{uuid}/");

        var outer = answer.ValueKind == JsonValueKind.Array ? answer[0] : answer;
        var data = outer.GetProperty("data");
        $"{answer.GetRawText()[0]}{data.GetRawText()[0]}".ShouldBe(start);
        (data.ValueKind == JsonValueKind.Array ? data[0] : data).GetRawText().ShouldBe(json);
    }

    [Theory]
    [InlineData(ListShape.NoHasMore, """{"flag":true,"data":[{""", false)]
    [InlineData(ListShape.BareArray, """[{"UUID":""", false)]
    [InlineData(ListShape.Jobs, """{"jobs":[{"UUID":""", false)]
    [InlineData(ListShape.FlaggedArray, """[{"flag":true,"data":{"UUID":""", false)]
    [InlineData(ListShape.Envelope, """{"flag":true,"data":[{""", true)]
    public async Task A_list_comes_in_the_shape_that_is_set(ListShape shape, string start, bool hasMore)
    {
        await using var client = await SimulatorClient.StartAsync(Options with { ListShape = shape });

        var (_, body, _) = await client.GetAsync("job/all/?start_date=2000-01-01&only_open=false&records=10");

        body.ShouldStartWith(start);
        body.Contains("has_more", StringComparison.Ordinal).ShouldBe(hasMore);
        JsonDocument.Parse(body).RootElement.ToString().Split("\"UUID\":").Length.ShouldBe(11);
    }

    [Fact]
    public async Task Two_runs_with_the_same_seed_give_the_same_answers()
    {
        var options = Options with
        {
            Today = new DateOnly(2025, 6, 1),
            Mutations = new() { EveryRequests = 3 },
            Faults = new() { Rates = new[] { FaultKind.ServerError, FaultKind.Gone, FaultKind.WrongSchema, FaultKind.BrokenJson }.ToDictionary(kind => kind, _ => 0.15) },
        };

        var one = await AnswersAsync(options);

        one.ShouldBe(await AnswersAsync(options));
        one.ShouldNotBe(await AnswersAsync(options with { Seed = 2 }));
    }

    private static async Task<List<(HttpStatusCode, string)>> AnswersAsync(SimulatorOptions options)
    {
        await using var client = await SimulatorClient.StartAsync(options);
        var uuids = client.Simulator.Truth(client.Simulator.Tokens[0]).Select(job => job.Uuid).ToList();
        var answers = new List<(HttpStatusCode, string)>();
        foreach (var path in uuids.Concat(uuids).Select(uuid => $"job/get/{uuid}/").Append("job/all/?start_date=2000-01-01"))
        {
            var (status, body, _) = await client.GetAsync(path);
            answers.Add((status, body));
        }
        return answers;
    }

    private static SimulatorOptions With(FaultKind kind) => Options with { Faults = new() { Rates = Rate(kind, 1) } };

    private static Dictionary<FaultKind, double> Rate(FaultKind kind, double share) => new() { [kind] = share };
}
