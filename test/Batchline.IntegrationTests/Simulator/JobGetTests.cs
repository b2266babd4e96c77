using System.Net;
using System.Text.Json;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Simulator;

public sealed class JobGetTests
{
    private static readonly SimulatorOptions Options = new() { Accounts = 2, JobsPerAccount = 20, MinInterval = TimeSpan.Zero };

    [Fact]
    public async Task A_job_comes_as_an_array_of_one()
    {
        await using var client = await SimulatorClient.StartAsync(Options);
        var (uuid, json) = client.Simulator.Truth(client.Simulator.Tokens[1]).First();

        var answer = await client.GetJsonAsync($"job/get/{uuid}/", account: 1);

        answer.GetProperty("flag").GetBoolean().ShouldBeTrue();
        answer.GetProperty("data").EnumerateArray().ShouldHaveSingleItem().GetRawText().ShouldBe(json);
    }

    [Fact]
    public async Task The_trailing_slash_may_be_missing_and_the_uuid_escaped()
    {
        await using var client = await SimulatorClient.StartAsync(Options);
        var uuid = client.Simulator.Truth(client.Simulator.Tokens[0]).First().Uuid;
        var escaped = string.Concat(uuid.Select(character => $"%{(int)character:X2}"));

        (await client.GetAsync($"job/get/{uuid}")).Status.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync($"job/get/{escaped}/")).Status.ShouldBe(HttpStatusCode.OK);
        client.Simulator.JobRequests(client.Simulator.Tokens[0]).ShouldBe([new(uuid, 2)]);
    }

    [Theory]
    [InlineData("NOSUCH")]
    [InlineData("a%2Fb")]
    public async Task A_job_that_is_gone_is_204_with_an_empty_body(string uuid)
    {
        await using var client = await SimulatorClient.StartAsync(Options);

        var (status, body, _) = await client.GetAsync($"job/get/{uuid}/");

        (status, body).ShouldBe((HttpStatusCode.NoContent, ""));
    }

    [Fact]
    public async Task Another_accounts_job_is_gone_too()
    {
        await using var client = await SimulatorClient.StartAsync(Options);

        (await client.GetAsync($"job/get/{client.Simulator.Truth(client.Simulator.Tokens[1]).First().Uuid}/")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_team_is_listed()
    {
        await using var client = await SimulatorClient.StartAsync(Options);

        var answer = await client.GetJsonAsync("team/all/");

        answer.GetProperty("flag").GetBoolean().ShouldBeTrue();
        answer.GetProperty("data").EnumerateArray().ShouldAllBe(member => member.GetProperty("id").ValueKind == JsonValueKind.Number);
    }

    [Theory]
    [InlineData("nobody/job/all/")]
    [InlineData("nobody/team/all/")]
    [InlineData("nobody/job/get/ABC123/")]
    [InlineData("")]
    public async Task A_bad_token_is_forbidden(string path)
    {
        await using var client = await SimulatorClient.StartAsync(Options);

        var response = await client.Http.GetAsync(new Uri(client.Simulator.BaseUrl, path), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .ShouldBe("""{"success":false,"error":"Forbidden","message":"Invalid API path or malformed API key."}""");
    }

    [Fact]
    public async Task A_request_without_a_User_Agent_can_be_refused()
    {
        await using var client = await SimulatorClient.StartAsync(Options with { RequireUserAgent = true });

        (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.OK);
        client.Http.DefaultRequestHeaders.Remove("User-Agent");
        (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }
}
