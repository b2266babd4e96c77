using System.Net;
using System.Text.Json;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Shapes;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Api.Operations;

public sealed class ProcessBatchTests
{
    [Fact]
    public async Task A_script_works_from_batch_to_batch_until_all_is_done()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();
        var jobs = new List<string>();

        for (var batch = await server.FirstBatchAsync(operation); batch is not null;)
        {
            var answer = (await server.PostAsync($"/api/process-batch/{batch}")).ShouldBe(HttpStatusCode.OK);
            answer.Body.EnumerateObject().Select(field => field.Name).ShouldBe(
                ["batchId", "status", "completedJobs", "failedJobs", "missingJobs", "errors", "nextBatchId"]);
            answer["batchId"].GetString().ShouldBe(batch);
            answer["status"].GetString().ShouldBe("completed");
            jobs.AddRange(answer["completedJobs"].EnumerateArray().Select(uuid => uuid.GetString()!));
            batch = answer["nextBatchId"].GetString();
        }

        jobs.Count.ShouldBe(jobs.Distinct().Count());
        var progress = await server.GetAsync($"/api/batch-progress/{operation}");
        progress["jobs"].GetProperty("completed").GetInt32().ShouldBe(jobs.Count);
        (await server.ProgressAsync(operation, "completed"))["progress"].GetDouble().ShouldBe(1);
    }

    [Fact]
    public async Task Any_pending_batch_may_be_named()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();
        var batches = await server.BatchesAsync(operation);

        var answer = (await server.PostAsync($"/api/process-batch/{batches[^1].GetProperty("batchId").GetString()}")).ShouldBe(HttpStatusCode.OK);

        answer["status"].GetString().ShouldBe("completed");
        answer["nextBatchId"].GetString().ShouldBe(batches[0].GetProperty("batchId").GetString());
    }

    [Fact]
    public async Task When_the_time_is_over_first_the_rest_is_told_and_done_by_the_next_call()
    {
        await using var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 10, UnscheduledShare = 0, MinInterval = TimeSpan.Zero, Latency = TimeSpan.FromMilliseconds(250) },
            ("Process:SliceBudget", "00:00:01"));
        await server.AddAccountAsync();
        var batch = await server.FirstBatchAsync(await server.StartOperationAsync());

        var first = (await server.PostAsync($"/api/process-batch/{batch}")).ShouldBe(HttpStatusCode.Accepted);

        first["status"].GetString().ShouldBe("processing");
        first["remaining"].GetInt32().ShouldBe(10 - first["completedJobs"].GetArrayLength());
        first["completedJobs"].GetArrayLength().ShouldBeInRange(1, 9);
        var last = await Eventually.GetAsync(() => server.PostAsync($"/api/process-batch/{batch}"), answer => answer.Status == HttpStatusCode.OK);
        last["completedJobs"].GetArrayLength().ShouldBe(10);
        server.Simulator.JobRequests(server.Simulator.Tokens[0]).Values.ShouldAllBe(requests => requests == 1);
    }

    [Fact]
    public async Task An_ended_batch_is_not_run_again()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();
        var batch = await server.FirstBatchAsync(await server.StartOperationAsync());
        await server.PostAsync($"/api/process-batch/{batch}");
        var requests = server.Simulator.Report.Requests;

        (await server.PostAsync($"/api/process-batch/{batch}")).ShouldBeProblem(HttpStatusCode.Conflict, "batch_not_pending");

        server.Simulator.Report.Requests.ShouldBe(requests);
    }

    [Fact]
    public async Task S1_a_batch_processed_twice_at_once_is_run_by_one_request()
    {
        await using var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 10, UnscheduledShare = 0, MinInterval = TimeSpan.Zero, Latency = TimeSpan.FromMilliseconds(100) });
        await server.AddAccountAsync();
        var batch = await server.FirstBatchAsync(await server.StartOperationAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.PostAsync($"/api/process-batch/{batch}")));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        foreach (var refused in answers.Where(answer => answer.Status != HttpStatusCode.OK))
            refused.ShouldBeProblem(HttpStatusCode.Conflict, "account_leased");
        server.Simulator.Report.InFlightMaximum.ShouldBe(1);
    }

    [Fact]
    public async Task An_account_that_must_wait_says_how_long()
    {
        await using var server = await ApiServer.StartAsync(
            new SimulatorOptions
            {
                Accounts = 1,
                JobsPerAccount = 10,
                UnscheduledShare = 0,
                MinInterval = TimeSpan.Zero,
                QuotaCalls = 4,
                RetryAfter = RetryAfterForm.Seconds,
            });
        await server.AddAccountAsync();
        var batch = await server.FirstBatchAsync(await server.StartOperationAsync());
        (await server.PostAsync($"/api/process-batch/{batch}")).ShouldBe(HttpStatusCode.Accepted);

        var answer = (await server.PostAsync($"/api/process-batch/{batch}")).ShouldBeProblem(HttpStatusCode.Conflict, "account_waiting");

        answer["waitingReason"].GetString().ShouldBe("quota");
        answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 61);
    }

    [Fact]
    public async Task A_batch_that_tries_again_by_itself_is_pending_until_then()
    {
        await using var server = await ApiServer.StartAsync(
            new SimulatorOptions
            {
                Accounts = 1,
                JobsPerAccount = 2,
                UnscheduledShare = 0,
                MinInterval = TimeSpan.Zero,
                Faults = new FaultProfile { Rules = [new FaultRule { Kind = FaultKind.ServerError, Call = CallKind.JobGet, Job = "1" }] },
            });
        await server.AddAccountAsync();
        var batch = await server.FirstBatchAsync(await server.StartOperationAsync());

        var answer = (await server.PostAsync($"/api/process-batch/{batch}")).ShouldBe(HttpStatusCode.OK);

        answer["status"].GetString().ShouldBe("pending");
        answer["failedJobs"].GetArrayLength().ShouldBe(1);
        answer["nextBatchId"].ValueKind.ShouldBe(JsonValueKind.Null);
        var view = await server.GetAsync($"/api/batches/{batch}");
        view["autoRetries"].GetInt32().ShouldBe(1);
        view["nextAttemptAt"].ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_does_not_stop_the_batch()
    {
        await using var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 5, UnscheduledShare = 0, MinInterval = TimeSpan.Zero, Latency = TimeSpan.FromMilliseconds(100) });
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();
        var batch = await server.FirstBatchAsync(operation);

        using (var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(150)))
            await Should.ThrowAsync<OperationCanceledException>(server.Http.PostAsync($"/api/process-batch/{batch}", null, impatience.Token));

        await server.ProgressAsync(operation, "completed");
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("cancel")]
    public async Task Batches_of_an_operation_that_does_not_run_are_not_run(string command)
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();
        var batch = await server.FirstBatchAsync(operation);
        await server.PostAsync($"/api/operations/{operation}/{command}");
        var (requests, head) = (server.Simulator.Report.Requests, await HeadAsync());

        (await server.PostAsync($"/api/process-batch/{batch}")).ShouldBeProblem(HttpStatusCode.Conflict, "batch_not_pending");

        (server.Simulator.Report.Requests, await HeadAsync()).ShouldBe((requests, head));

        async Task<(long Fence, long Seq)> HeadAsync()
        {
            var found = (await server.Service<IHeadStore>().ReadAsync([new AccountId(account)], TestContext.Current.CancellationToken)).Single();
            return (found.Fence, found.Seq);
        }
    }

    [Fact]
    public async Task Ids_are_checked()
    {
        await using var server = await ApiServer.StartAsync();

        (await server.PostAsync("/api/process-batch/0123456789abcdef01234567")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        (await server.PostAsync("/api/process-batch/0123456789abcdef0123456g")).ShouldBeInvalid("batchId");
        (await server.PostAsync("/api/process-batch/1")).ShouldBeInvalid("batchId");
    }
}
