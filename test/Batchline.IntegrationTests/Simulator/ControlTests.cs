using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Simulator;

public sealed class ControlTests
{
    private static readonly SimulatorOptions Options = new() { Accounts = 2, JobsPerAccount = 40, MinInterval = TimeSpan.Zero, UnscheduledShare = 0 };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_accounts_and_their_tokens_are_told()
    {
        await using var client = await SimulatorClient.StartAsync(Options);

        var accounts = JsonNode.Parse(await ReadAsync(client, "accounts"))!.AsArray();

        accounts.Select(account => (string)account!["token"]!).ShouldBe(client.Simulator.Tokens);
    }

    [Fact]
    public async Task The_truth_is_every_job_line_by_line()
    {
        await using var client = await SimulatorClient.StartAsync(Options);

        var lines = (await ReadAsync(client, $"truth/{client.Simulator.Tokens[1]}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.ShouldBe(client.Simulator.Truth(client.Simulator.Tokens[1]).Select(job => job.Json));
    }

    [Fact]
    public async Task The_log_and_the_report_tell_what_was_asked()
    {
        await using var client = await SimulatorClient.StartAsync(Options);
        var uuid = client.Simulator.Truth(client.Simulator.Tokens[0]).First().Uuid;
        await client.GetAsync("job/all/?offset=2");
        await client.GetAsync($"job/get/{uuid}/");

        var line = JsonNode.Parse(await ReadAsync(client, "log?after=1"))!;
        var report = JsonNode.Parse(await ReadAsync(client, "report"))!;

        ((string)line["kind"]!, (string)line["uuid"]!, (int)line["status"]!).ShouldBe(("JobGet", uuid, 200));
        ((int)report["requests"]!, (int)report["byKind"]!["JobGet"]!, (int)report["jobsByRequests"]!["1"]!).ShouldBe((2, 1, 1));
        (await ReadAsync(client, $"requests/{client.Simulator.Tokens[0]}")).ShouldBe($$"""{"{{uuid}}":1}""");
    }

    [Fact]
    public async Task A_job_can_be_changed_vanish_and_come_back()
    {
        await using var client = await SimulatorClient.StartAsync(Options);
        var job = $"jobs/{client.Simulator.Tokens[0]}/{(await client.ListAsync("start_date=2000-01-01&only_open=false"))[^1]}";
        var path = $"job/get/{job.Split('/')[^1]}/";
        var before = (await client.GetAsync(path)).Body;

        await PostAsync(client, $"{job}/change");
        (await client.GetAsync(path)).Body.ShouldNotBe(before);
        await PostAsync(client, $"{job}/change", """{"Status":"On hold","$x.y":[1],"JobDateTime":"2099-01-01 10:00:00"}""");
        var changed = (await client.GetJsonAsync(path)).GetProperty("data")[0];
        (changed.GetProperty("Status").GetString(), changed.GetProperty("$x.y").GetRawText()).ShouldBe(("On hold", "[1]"));
        (await client.ListAsync("start_date=2000-01-01"))[0].ShouldBe(changed.GetProperty("UUID").GetString());
        await PostAsync(client, $"{job}/vanish");
        (await client.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NoContent);
        await PostAsync(client, $"{job}/restore");
        (await client.GetJsonAsync(path)).GetProperty("data")[0].GetRawText().ShouldBe(changed.GetRawText());
    }

    [Fact]
    public async Task A_new_job_can_appear()
    {
        await using var client = await SimulatorClient.StartAsync(Options);

        var response = await client.Http.PostAsync(Url(client, $"jobs/{client.Simulator.Tokens[0]}"), null, Cancelled);
        var uuid = (await response.Content.ReadFromJsonAsync<JsonObject>(Cancelled))!["uuid"]!.ToString();

        (await client.ListAsync("only_open=false&start_date=2000-01-01")).ShouldContain(uuid);
    }

    [Fact]
    public async Task Faults_outages_quotas_and_tokens_can_be_changed_while_it_runs()
    {
        await using var client = await SimulatorClient.StartAsync(Options);
        var account = $"accounts/{client.Simulator.Tokens[0]}";

        await PostAsync(client, "faults", """{"rates":{"HtmlPage":1}}""");
        (await client.GetAsync("team/all/")).Body.ShouldStartWith("<!DOCTYPE");
        await PostAsync(client, "faults", "{}");
        await PostAsync(client, "outage", """{"duration":"01:00:00","mode":"Cloudflare"}""");
        ((int)(await client.GetAsync("team/all/")).Status).ShouldBeInRange(520, 524);
        await PostAsync(client, "outage", """{"duration":"00:00:00"}""");
        await PostAsync(client, $"{account}/refuse");
        (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.Forbidden);
        await PostAsync(client, $"{account}/restore");
        await PostAsync(client, $"{account}/quota", """{"calls":1,"window":"01:00:00"}""");
        (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        await PostAsync(client, "events", """{"kind":"quota"}""");
        (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_fault_can_be_set_for_a_time_that_begins_now()
    {
        var clock = new StoppedClock();
        await using var client = await SimulatorClient.StartAsync(Options, clock);
        clock.Advance(TimeSpan.FromHours(1));

        await PostAsync(client, "faults", """{"rules":[{"kind":"Teapot","account":1,"call":"TeamAll","for":"00:07:00"}]}""");

        (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.OK);
        ((int)(await client.GetAsync("team/all/", account: 1)).Status).ShouldBe(418);
        clock.Advance(TimeSpan.FromMinutes(7));
        (await client.GetAsync("team/all/", account: 1)).Status.ShouldBe(HttpStatusCode.OK);
        var report = JsonNode.Parse(await ReadAsync(client, "report"))!;
        report["byFault"]!.ToJsonString().ShouldBe("""{"Teapot":1}""");
    }

    [Theory]
    [InlineData("""{"rules":[{"kind":"Forbiden"}]}""")]
    [InlineData("""{"rates":{"Forbiden":0.1}}""")]
    public async Task A_typo_in_a_fault_is_answered_with_the_kinds_there_are(string body)
    {
        await using var client = await SimulatorClient.StartAsync(Options);

        var response = await client.Http.PostAsync(Url(client, "faults"), new StringContent(body), Cancelled);

        var said = await response.Content.ReadAsStringAsync(Cancelled);
        (response.StatusCode, said).ShouldBe((HttpStatusCode.BadRequest, FaultKinds.NoFault("Forbiden")));
    }

    [Fact]
    public async Task A_reset_begins_anew()
    {
        await using var client = await SimulatorClient.StartAsync(Options);
        var before = client.Simulator.Truth(client.Simulator.Tokens[0]).ToList();
        await PostAsync(client, $"accounts/{client.Simulator.Tokens[0]}/mutate", """{"count":20}""");
        await client.GetAsync("team/all/");
        client.Simulator.Truth(client.Simulator.Tokens[0]).ShouldNotBe(before);

        await PostAsync(client, "reset");

        client.Simulator.Truth(client.Simulator.Tokens[0]).ShouldBe(before);
        (client.Simulator.Report.Requests, client.Simulator.Log.Count).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("faults", """{"rates":{"Typo":1}}""", 400)]
    [InlineData("faults", """{"rules":[{"kind":"Gone","page":1}]}""", 400)]
    [InlineData("faults", """{"rules":[{"kind":"Gone","account":2}]}""", 400)]
    [InlineData("faults", """{"rules":[{"account":1}]}""", 400)]
    [InlineData("faults", """{"rules":[{"kind":7}]}""", 400)]
    [InlineData("outage", "{", 400)]
    [InlineData("events", """{"kind":"refuse","account":7}""", 400)]
    [InlineData("accounts/nobody/refuse", "", 404)]
    [InlineData("nonsense", "", 404)]
    public async Task What_makes_no_sense_is_refused(string path, string body, int status)
    {
        await using var client = await SimulatorClient.StartAsync(Options);

        ((int)(await client.Http.PostAsync(Url(client, path), new StringContent(body), Cancelled)).StatusCode).ShouldBe(status);
    }

    private static Uri Url(SimulatorClient client, string path) => new(client.Simulator.BaseUrl, $"/control/{path}");

    private static async Task<string> ReadAsync(SimulatorClient client, string path) =>
        await client.Http.GetStringAsync(Url(client, path), Cancelled);

    private static async Task PostAsync(SimulatorClient client, string path, string body = "")
    {
        var response = await client.Http.PostAsync(Url(client, path), new StringContent(body), Cancelled);
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent, await response.Content.ReadAsStringAsync(Cancelled));
    }
}
