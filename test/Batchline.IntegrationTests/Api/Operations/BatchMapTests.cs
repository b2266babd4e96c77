using System.Net;
using System.Text.Json;
using Batchline.IntegrationTests.InProcess;

namespace Batchline.IntegrationTests.Api.Operations;

public sealed class BatchMapTests
{
    [Fact]
    public async Task Every_batch_is_one_letter_of_its_account()
    {
        await using var server = await ApiServer.StartAsync();
        var accounts = new[] { await server.AddAccountAsync(0), await server.AddAccountAsync(1) };
        await StoredJobs.AddAsync(server, accounts[0], Uuids(25));
        await StoredJobs.AddAsync(server, accounts[1], Uuids(12));
        var operation = await server.StartOperationAsync();
        await server.ProgressAsync(operation, "processing");

        var map = (await server.GetAsync($"/api/operations/{operation}/batch-map")).ShouldBe(HttpStatusCode.OK);

        Letters(map).ShouldBe([(accounts[0], "ppp"), (accounts[1], "pp")], ignoreOrder: true);
        map["timeline"].ValueKind.ShouldBe(JsonValueKind.Null);
        map["more"].GetBoolean().ShouldBeFalse();
        Letters(await server.GetAsync($"/api/operations/{operation}/batch-map?accountId={accounts[1]}")).ShouldBe([(accounts[1], "pp")]);
    }

    [Fact]
    public async Task The_timeline_holds_every_job_of_the_batches_that_ended()
    {
        await using var server = await ApiServer.StartAsync(null, ("Process:AutoRetries", "0"));
        var account = await server.AddAccountAsync();
        await StoredJobs.AddAsync(server, account, [StoredJobs.Hopeless, .. Uuids(12)]);
        var operation = await server.StartOperationAsync();
        await server.ProgressAsync(operation, "processing");
        var batch = await server.FirstBatchAsync(operation);
        var ended = (await server.PostAsync($"/api/process-batch/{batch}")).ShouldBe(HttpStatusCode.OK);

        var map = (await server.GetAsync($"/api/operations/{operation}/batch-map")).ShouldBe(HttpStatusCode.OK);

        ended["missingJobs"].GetArrayLength().ShouldBe(9);
        Sum(map, "done").ShouldBe(9);
        Sum(map, "failed").ShouldBe(1);
    }

    [Fact]
    public async Task There_is_no_map_of_an_unknown_operation()
    {
        await using var server = await ApiServer.StartAsync();

        (await server.GetAsync($"/api/operations/{new string('a', 24)}/batch-map")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_batch_is_found_by_its_account_and_number()
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        await StoredJobs.AddAsync(server, account, Uuids(25));
        var operation = await server.StartOperationAsync();
        await server.ProgressAsync(operation, "processing");

        var found = (await server.GetAsync($"/api/operations/{operation}/batches?accountId={account}&fromNumber=2&limit=1"))["items"];

        found.EnumerateArray().Single().GetProperty("batchNumber").GetInt32().ShouldBe(2);
        (await server.GetAsync($"/api/operations/{operation}/batches?fromNumber=2")).ShouldBeInvalid("fromNumber");
    }

    private static string[] Uuids(int count) => [.. Enumerable.Range(1, count).Select(number => $"JOB{number:000}")];

    private static int Sum(Answer map, string counts) => map["timeline"].GetProperty(counts).EnumerateArray().Sum(count => count.GetInt32());

    private static List<(string Account, string Statuses)> Letters(Answer map) =>
        [.. map["accounts"].EnumerateArray().Select(account => (account.GetProperty("accountId").GetString()!, account.GetProperty("statuses").GetString()!))];
}
