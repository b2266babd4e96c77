using System.Net;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;

namespace Batchline.IntegrationTests.Simulator;

/// <summary>Refusals, and where and when they come.</summary>
public sealed class OddRefusalTests
{
    private const string BadKey = """{"success":false,"error":"Forbidden","message":"Invalid API path or malformed API key."}""";
    private const string Quota = "Account reached Api Quotas - Please try again later or talk to our support to increase quota";

    [Theory]
    [InlineData(FaultKind.RefusedToken, 403, BadKey)]
    [InlineData(FaultKind.UnauthorizedToken, 401, BadKey)]
    [InlineData(FaultKind.Forbidden, 403, """{"error":true,"code":403,"msg":"Access denied","details":[]}""")]
    [InlineData(FaultKind.Unauthorized, 401, """{"error":true,"code":401,"msg":"Unauthorized","details":[]}""")]
    [InlineData(FaultKind.ForbiddenEmpty, 403, "")]
    [InlineData(FaultKind.UnauthorizedEmpty, 401, "")]
    [InlineData(FaultKind.UnknownEndPoint, 404, """{"error":true,"code":404,"msg":"Invalid end point","details":[]}""")]
    [InlineData(FaultKind.BadRequest, 400, """{"error":true,"code":400,"msg":"Bad Request","details":[]}""")]
    [InlineData(FaultKind.NotAcceptable, 406, """{"error":true,"code":406,"msg":"Not Acceptable","details":[]}""")]
    [InlineData(FaultKind.Teapot, 418, """{"error":true,"code":418,"msg":"I'm a teapot","details":[]}""")]
    [InlineData(FaultKind.FlagFalse, 200, """{"flag":false,"msg":"Something went wrong, please contact support"}""")]
    [InlineData(FaultKind.QuotaText, 200, $$"""{"error":true,"msg":"{{Quota}}","details":[]}""")]
    [InlineData(FaultKind.QuotaTextBadRequest, 400, $$"""{"error":true,"msg":"{{Quota}}","details":[]}""")]
    [InlineData(FaultKind.QuotaFlagFalse, 200, $$"""{"flag":false,"msg":"{{Quota}}"}""")]
    [InlineData(FaultKind.QuotaFlagFalseBadRequest, 400, $$"""{"flag":false,"msg":"{{Quota}}"}""")]
    public async Task Every_call_can_be_refused_in_this_way(FaultKind kind, int status, string body)
    {
        await using var client = await SimulatorClient.StartAsync(Misbehaving.Workiz(kind));
        var uuid = client.Simulator.Truth(client.Simulator.Tokens[0]).First().Uuid;

        foreach (var path in new[] { Misbehaving.Everything, $"job/get/{uuid}/", "team/all/" })
        {
            var answer = await client.GetAsync(path);
            ((int)answer.Status, answer.Body).ShouldBe((status, body), path);
        }
        client.Simulator.Report.ByFault.ShouldBe(new Dictionary<FaultKind, long> { [kind] = 3 });
    }

    [Fact]
    public async Task One_job_can_be_refused_while_all_else_works()
    {
        var options = Misbehaving.Workiz(new FaultRule { Kind = FaultKind.Forbidden, Account = 0, Job = "3" });
        await using var client = await SimulatorClient.StartAsync(options);
        var refused = new List<string>();

        for (var round = 0; round < 2; round++)
        {
            foreach (var (uuid, _) in client.Simulator.Truth(client.Simulator.Tokens[0]))
            {
                if ((await client.GetAsync($"job/get/{uuid}/")).Status == HttpStatusCode.Forbidden)
                    refused.Add(uuid);
            }
        }

        var third = client.Simulator.Truth(client.Simulator.Tokens[0]).ElementAt(3).Uuid;
        refused.ShouldBe([third, third]);
        (await client.GetAsync(Misbehaving.Everything)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("team/all/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_path_can_be_refused_while_the_probe_is_good()
    {
        var options = Misbehaving.Workiz(new FaultRule { Kind = FaultKind.RefusedToken, Call = CallKind.JobAll, Account = 1 });
        await using var client = await SimulatorClient.StartAsync(options);

        (await client.GetAsync(Misbehaving.Everything, account: 1)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetAsync("team/all/", account: 1)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync(Misbehaving.Everything)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "&records=20")]
    public async Task The_second_page_can_be_refused_alone(bool recordOffset, string records)
    {
        var options = Misbehaving.Workiz(new FaultRule { Kind = FaultKind.Unauthorized, Page = 1 }) with { RecordOffset = recordOffset };
        await using var client = await SimulatorClient.StartAsync(options);

        (await client.GetAsync($"{Misbehaving.Everything}{records}")).Status.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync($"{Misbehaving.Everything}{records}&offset={(recordOffset ? 20 : 1)}")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.GetAsync($"{Misbehaving.Everything}{records}&offset={(recordOffset ? 40 : 2)}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Trouble_can_begin_and_end()
    {
        var clock = new StoppedClock();
        var options = Misbehaving.Workiz(new FaultRule { Kind = FaultKind.Teapot, From = TimeSpan.FromSeconds(10), Until = TimeSpan.FromSeconds(20) });
        await using var client = await SimulatorClient.StartAsync(options, clock);
        var statuses = new List<int>();

        for (var ask = 0; ask < 3; ask++)
        {
            statuses.Add((int)(await client.GetAsync("team/all/")).Status);
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        statuses.ShouldBe([200, 418, 200]);
    }

    [Fact]
    public async Task The_first_requests_alone_can_be_refused()
    {
        await using var client = await SimulatorClient.StartAsync(Misbehaving.Workiz(new FaultRule { Kind = FaultKind.Teapot, First = 2 }));
        var statuses = new List<int>();

        foreach (var offset in new[] { 0, 0, 0, 1 })
            statuses.Add((int)(await client.GetAsync($"{Misbehaving.Everything}&offset={offset}")).Status);

        statuses.ShouldBe([418, 418, 200, 418]);
    }

    [Fact]
    public async Task Two_runs_with_the_same_seed_refuse_the_same_share()
    {
        var options = Misbehaving.Workiz(new FaultRule { Kind = FaultKind.Teapot, Share = 0.3 });

        var one = await StatusesAsync(options.Seed);

        one.Count(status => status == 418).ShouldBeInRange(10, 40);
        (await StatusesAsync(options.Seed)).ShouldBe(one);
        (await StatusesAsync(options.Seed + 1)).ShouldNotBe(one);

        async Task<List<int>> StatusesAsync(int seed)
        {
            await using var client = await SimulatorClient.StartAsync(options with { Seed = seed });
            var statuses = new List<int>();
            for (var ask = 0; ask < 80; ask++)
                statuses.Add((int)(await client.GetAsync("team/all/")).Status);
            return statuses;
        }
    }
}
