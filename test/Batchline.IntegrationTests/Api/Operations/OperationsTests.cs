using System.Net;
using Batchline.IntegrationTests.InProcess;

namespace Batchline.IntegrationTests.Api.Operations;

public sealed class OperationsTests
{
    [Fact]
    public async Task Operations_are_listed_newest_first_page_by_page()
    {
        await using var server = await ApiServer.StartAsync(null, ("Hosting:Mode", "Worker"));
        await server.AddAccountAsync();
        var started = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            started.Add(await server.StartOperationAsync(new { strategy = "listFirst" }));
            await server.ProgressAsync(started[^1], "completed");
        }

        var listed = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await server.GetAsync($"/api/operations?limit=2&cursor={cursor}")).ShouldBe(HttpStatusCode.OK);
            listed.AddRange(page["items"].EnumerateArray().Select(item => item.GetProperty("operationId").GetString()!));
            cursor = page["nextCursor"].GetString();
        }

        listed.ShouldBe(started, ignoreOrder: true);
        listed.ShouldBe(listed.OrderDescending());
        (await server.GetAsync("/api/operations?status=failed,paused"))["items"].GetArrayLength().ShouldBe(0);
        (await server.GetAsync("/api/operations?status=completed"))["items"][0].GetProperty("strategy").GetString().ShouldBe("listFirst");
    }

    [Fact]
    public async Task Batches_are_listed_page_by_page_and_filtered()
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync(0);
        await server.AddAccountAsync(1);
        var operation = await server.StartOperationAsync(new { batchSize = 5 });
        var all = await server.BatchesAsync(operation);

        var listed = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await server.GetAsync($"/api/operations/{operation}/batches?limit=3&cursor={cursor}")).ShouldBe(HttpStatusCode.OK);
            listed.AddRange(page["items"].EnumerateArray().Select(item => item.GetProperty("batchId").GetString()!));
            cursor = page["nextCursor"].GetString();
        }

        listed.ShouldBe(all.Select(batch => batch.GetProperty("batchId").GetString()));
        var own = await server.GetAsync($"/api/operations/{operation}/batches?accountId={account}");
        own["items"].EnumerateArray().Select(batch => batch.GetProperty("batchNumber").GetInt32()).ShouldBe(Enumerable.Range(1, own["items"].GetArrayLength()));
        own["items"].GetArrayLength().ShouldBeLessThan(all.Count);
        (await server.GetAsync($"/api/operations/{operation}/batches?status=failed,completed"))["items"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_batch_is_read_with_every_field_of_the_contract()
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();
        var batch = await server.FirstBatchAsync(operation);

        var view = (await server.GetAsync($"/api/batches/{batch.ToUpperInvariant()}")).ShouldBe(HttpStatusCode.OK);

        view.Body.EnumerateObject().Select(field => field.Name).ShouldBe(
            [
                "batchId", "operationId", "accountId", "batchNumber", "status", "jobUUIDs", "completedJobs", "failedJobs", "missingJobs",
                "errors", "retryCount", "autoRetries", "startTime", "endTime", "nextAttemptAt",
            ]);
        view["operationId"].GetString().ShouldBe(operation);
        view["accountId"].GetString().ShouldBe(account);
        view["status"].GetString().ShouldBe("pending");
        view["jobUUIDs"].GetArrayLength().ShouldBe(10);
    }

    [Fact]
    public async Task S6_pause_resume_and_cancel_follow_the_table()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();

        (await CommandAsync(server, operation, "pause")).ShouldBe(HttpStatusCode.Accepted).Headers.Location!.ToString().ShouldBe($"/api/batch-progress/{operation}");
        await server.ProgressAsync(operation, "paused");
        (await CommandAsync(server, operation, "pause")).ShouldBeProblem(HttpStatusCode.Conflict, "bad_transition")["operationStatus"].GetString().ShouldBe("paused");
        (await CommandAsync(server, operation, "resume")).ShouldBe(HttpStatusCode.Accepted);
        await server.ProgressAsync(operation, "processing");
        (await CommandAsync(server, operation, "cancel")).ShouldBe(HttpStatusCode.Accepted);
        await server.ProgressAsync(operation, "cancelled");

        foreach (var command in new[] { "pause", "resume", "cancel" })
            (await CommandAsync(server, operation, command)).ShouldBeProblem(HttpStatusCode.Conflict, "bad_transition");
    }

    [Fact]
    public async Task A_cancelled_operation_gives_its_accounts_free()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();
        await CommandAsync(server, operation, "cancel");

        var next = await server.StartOperationAsync();

        next.ShouldNotBe(operation);
        (await server.BatchesAsync(operation)).ShouldAllBe(batch => batch.GetProperty("status").GetString() == "cancelled");
    }

    [Fact]
    public async Task Ids_and_queries_are_checked()
    {
        await using var server = await ApiServer.StartAsync();

        foreach (var command in new[] { "pause", "resume", "cancel" })
        {
            (await CommandAsync(server, "0123456789abcdef01234567", command)).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
            (await CommandAsync(server, "x", command + "?now=true")).ShouldBeInvalid("operationId", "now");
        }

        (await server.GetAsync("/api/operations?status=Completed&limit=-1&cursor=*&sort=asc")).ShouldBeInvalid("status", "limit", "cursor", "sort");
        (await server.GetAsync("/api/operations?limit=1&limit=2")).ShouldBeInvalid("limit");
        (await server.GetAsync("/api/operations/0123456789abcdef01234567/batches")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        (await server.GetAsync("/api/operations/x/batches?accountId=y&status=done")).ShouldBeInvalid("operationId", "accountId", "status");
        (await server.GetAsync("/api/batches/0123456789abcdef01234567")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        (await server.GetAsync("/api/batches/x")).ShouldBeInvalid("batchId");
    }

    private static Task<Answer> CommandAsync(ApiServer server, string operation, string command) =>
        server.PostAsync($"/api/operations/{operation}/{command}");
}
