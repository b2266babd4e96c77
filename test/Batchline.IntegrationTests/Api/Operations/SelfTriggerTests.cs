using System.Net;
using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Api.Operations;

/// <summary>The self-trigger is a hint: one a call, three in a row, and nothing depends on it.</summary>
public sealed class SelfTriggerTests
{
    [Theory]
    [InlineData(202)]
    [InlineData(508)]
    [InlineData(null)]
    public async Task A_batch_that_got_forward_calls_for_the_next_whatever_becomes_of_the_call(int? status)
    {
        await using var catcher = await TriggerCatcher.StartAsync(status);
        await using var server = await StartAsync(catcher);
        var batches = await server.BatchesAsync(await server.StartOperationAsync());

        var answer = (await server.SendAsync(
            HttpMethod.Post, $"/api/process-batch/{Id(batches[0])}", null, ("Authorization", "Bearer token"), ("Cookie", "c=1"), ("X-Other", "o"))).ShouldBe(HttpStatusCode.OK);

        answer["status"].GetString().ShouldBe("completed");
        var (path, headers) = catcher.Calls.ShouldHaveSingleItem();
        path.ShouldBe($"/api/process-batch/{Id(batches[1])}");
        headers["X-Batchline-Hop"].ShouldBe("1");
        headers["Authorization"].ShouldBe("Bearer token");
        headers["x-vercel-protection-bypass"].ShouldBe("bypass");
        headers.Keys.ShouldBe(["Host", "Authorization", "X-Batchline-Hop", "x-vercel-protection-bypass", "Content-Length"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_chain_has_three_hops()
    {
        await using var catcher = await TriggerCatcher.StartAsync(202);
        await using var server = await StartAsync(catcher);
        var batches = await server.BatchesAsync(await server.StartOperationAsync());

        foreach (var (hop, batch) in batches.Take(4).Index())
            await server.SendAsync(HttpMethod.Post, $"/api/process-batch/{Id(batch)}", null, ("X-Batchline-Hop", $"{hop}"));

        catcher.Calls.Select(call => call.Headers["X-Batchline-Hop"]).ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task A_call_without_progress_and_one_without_a_next_batch_trigger_nothing()
    {
        await using var catcher = await TriggerCatcher.StartAsync(202);
        await using var server = await StartAsync(catcher, jobs: 5);
        var batches = await server.BatchesAsync(await server.StartOperationAsync());

        await server.PostAsync($"/api/process-batch/{Id(batches[0])}");
        await server.PostAsync($"/api/process-batch/{Id(batches[0])}");

        batches.Count.ShouldBe(1);
        catcher.Calls.ShouldBeEmpty();
    }

    private static string Id(System.Text.Json.JsonElement batch) => batch.GetProperty("batchId").GetString()!;

    private static async Task<ApiServer> StartAsync(TriggerCatcher catcher, int jobs = 50)
    {
        var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = jobs, UnscheduledShare = 0, MinInterval = TimeSpan.Zero },
            ("Security:ApiToken", "token"),
            ("Hosting:SelfTrigger", "true"),
            ("Hosting:PublicUrl", catcher.Address),
            ("Hosting:ProtectionBypass", "bypass"));
        server.Http.DefaultRequestHeaders.Add("Authorization", "Bearer token");
        await server.AddAccountAsync();
        return server;
    }
}
