using System.Net;
using Batchline.IntegrationTests.InProcess;

namespace Batchline.IntegrationTests.Api.Operations;

public sealed class RetryBatchTests
{
    [Fact]
    public async Task A_failed_batch_goes_back_to_pending_and_is_run_again()
    {
        await using var server = await ApiServer.StartAsync();
        var (operation, batch) = await FailAsync(server);

        var answer = (await server.PostAsync($"/api/retry-batch/{batch}")).ShouldBe(HttpStatusCode.Accepted);

        answer.Body.EnumerateObject().Select(field => field.Name).ShouldBe(["batchId", "status", "retryCount", "message"]);
        answer["status"].GetString().ShouldBe("pending");
        answer["retryCount"].GetInt32().ShouldBe(1);
        var view = await server.GetAsync($"/api/batches/{batch}");
        view["status"].GetString().ShouldBe("pending");
        view["retryCount"].GetInt32().ShouldBe(1);
        (await server.PostAsync($"/api/process-batch/{batch}")).ShouldBe(HttpStatusCode.OK)["status"].GetString().ShouldBe("failed");
        await server.ProgressAsync(operation, "failed");
    }

    [Fact]
    public async Task After_the_limit_only_force_retries()
    {
        await using var server = await ApiServer.StartAsync(null, ("Process:MaxRetries", "1"));
        var (_, batch) = await FailAsync(server);
        await server.PostAsync($"/api/retry-batch/{batch}");
        await server.PostAsync($"/api/process-batch/{batch}");

        (await server.PostAsync($"/api/retry-batch/{batch}")).ShouldBeProblem(HttpStatusCode.Conflict, "retry_limit");

        (await server.PostAsync($"/api/retry-batch/{batch}?force=true")).ShouldBe(HttpStatusCode.Accepted)["retryCount"].GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Only_batches_with_failed_jobs_are_retried()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();
        var batch = await server.FirstBatchAsync(operation);

        (await server.PostAsync($"/api/retry-batch/{batch}")).ShouldBeProblem(HttpStatusCode.Conflict, "batch_not_failed");
        await server.PostAsync($"/api/process-batch/{batch}");
        (await server.PostAsync($"/api/retry-batch/{batch}")).ShouldBeProblem(HttpStatusCode.Conflict, "batch_not_failed")["batchStatus"].GetString().ShouldBe("completed");

        (await server.GetAsync($"/api/batches/{batch}"))["retryCount"].GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task An_account_that_another_operation_holds_is_busy()
    {
        await using var server = await ApiServer.StartAsync();
        var (_, batch) = await FailAsync(server);
        var other = await server.StartOperationAsync();

        (await server.PostAsync($"/api/retry-batch/{batch}")).ShouldBeProblem(HttpStatusCode.Conflict, "account_busy")["operationId"].GetString().ShouldBe(other);
    }

    [Fact]
    public async Task A_cancelled_operation_does_not_come_back()
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        await StoredJobs.AddAsync(server, account, StoredJobs.Hopeless, "ABC123");
        var operation = await server.StartOperationAsync(new { batchSize = 1 });
        var batch = await server.FirstBatchAsync(operation);
        await server.PostAsync($"/api/process-batch/{batch}");
        await server.PostAsync($"/api/operations/{operation}/cancel");
        await server.ProgressAsync(operation, "cancelled");

        var answer = await server.PostAsync($"/api/retry-batch/{batch}");

        answer.ShouldBeProblem(HttpStatusCode.Conflict, "bad_transition")["operationStatus"].GetString().ShouldBe("cancelled");
        (await server.GetAsync($"/api/batches/{batch}"))["status"].GetString().ShouldBe("failed");
    }

    [Fact]
    public async Task All_failed_batches_of_an_operation_are_retried_at_once()
    {
        await using var server = await ApiServer.StartAsync();
        var (operation, batch) = await FailAsync(server);

        var answer = (await server.PostAsync($"/api/operations/{operation}/retry")).ShouldBe(HttpStatusCode.Accepted);

        answer["retried"].GetInt32().ShouldBe(1);
        answer["refused"].GetInt32().ShouldBe(0);
        (await server.GetAsync($"/api/batches/{batch}"))["status"].GetString().ShouldBe("pending");
        (await server.PostAsync($"/api/operations/{operation}/retry")).ShouldBeProblem(HttpStatusCode.Conflict, "batch_not_failed");
    }

    [Fact]
    public async Task Ids_and_queries_are_checked()
    {
        await using var server = await ApiServer.StartAsync();

        (await server.PostAsync("/api/retry-batch/0123456789abcdef01234567")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        (await server.PostAsync("/api/retry-batch/x?force=1")).ShouldBeInvalid("batchId", "force");
        (await server.PostAsync("/api/operations/0123456789abcdef01234567/retry")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        (await server.PostAsync("/api/operations/x/retry")).ShouldBeInvalid("operationId");
    }

    /// <summary>An operation of one batch with one job that cannot be asked for.</summary>
    private static async Task<(string Operation, string Batch)> FailAsync(ApiServer server)
    {
        var account = await server.AddAccountAsync();
        await StoredJobs.AddAsync(server, account, StoredJobs.Hopeless);
        var operation = await server.StartOperationAsync();
        var batch = await server.FirstBatchAsync(operation);
        (await server.PostAsync($"/api/process-batch/{batch}")).ShouldBe(HttpStatusCode.OK)["status"].GetString().ShouldBe("failed");
        return (operation, batch);
    }
}
