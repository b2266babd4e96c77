using System.Net;
using System.Text.Json;
using Batchline.Engine.Listing;
using Batchline.Engine.Operations;
using Batchline.Engine.Workiz;
using Batchline.IntegrationTests.InProcess;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Api.Operations;

public sealed class BatchProgressTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Progress_has_every_field_of_the_contract()
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        await StoredJobs.AddAsync(server, account, StoredJobs.Hopeless);
        var operation = await server.StartOperationAsync();
        await server.PostAsync($"/api/process-batch/{await server.FirstBatchAsync(operation)}");

        var progress = (await server.ProgressAsync(operation, "failed")).Body;

        Names(progress).ShouldBe(
            [
                "operationId", "status", "strategy", "startTime", "endTime", "elapsedSeconds", "etaSeconds", "progress", "completionRate",
                "errorRate", "accounts", "batches", "jobs", "calls", "retries", "averageBatchSeconds", "accountStates", "failedBatches",
            ]);
        Names(progress.GetProperty("accounts")).ShouldBe(["total", "processing", "completed", "paused", "blocked", "cancelled"]);
        Names(progress.GetProperty("batches")).ShouldBe(
            ["total", "pending", "processing", "completed", "completedWithErrors", "failed", "cancelled"]);
        Names(progress.GetProperty("jobs")).ShouldBe(["total", "completed", "unchanged", "missing", "failed", "pending"]);
        Names(progress.GetProperty("calls")).ShouldBe(["total", "rateLimited", "retried"]);
        Names(progress.GetProperty("accountStates")[0]).ShouldBe(
            [
                "accountId", "name", "status", "currentBatch", "totalBatches", "lastBatchCompleted", "nextBatchToProcess", "startTime",
                "endTime", "jobs", "waitingReason", "waitingSince", "waitingUntil", "waitingFor", "dueAt", "oddRows", "error",
            ]);
        Names(progress.GetProperty("failedBatches")[0]).ShouldBe(["batchId", "accountId", "batchNumber", "status", "retryCount", "errors"]);
        Names(progress.GetProperty("accountStates")[0].GetProperty("oddRows")).ShouldBe(["total", "first"]);
        progress.GetProperty("accountStates")[0].GetProperty("oddRows").GetRawText().ShouldBe("""{"total":0,"first":[]}""");
        progress.GetProperty("strategy").GetString().ShouldBe("each");
        progress.GetProperty("accountStates")[0].GetProperty("name").GetString().ShouldBe("Account 0");
        progress.GetProperty("failedBatches")[0].GetProperty("errors")[0].GetString().ShouldStartWith($"{StoredJobs.Hopeless}: ");
        progress.GetProperty("errorRate").GetDouble().ShouldBe(1);
        progress.GetProperty("startTime").GetString().ShouldEndWith("Z");
    }

    [Fact]
    public async Task An_account_that_nobody_works_on_says_since_when_and_what_to_do()
    {
        await using var server = await ApiServer.StartAsync();
        var begun = DateTimeOffset.UtcNow.AddMinutes(-3);
        await server.Service<IOperationStore>().InsertAsync(Sample.Operation(1) with { Admitted = true, StartTime = begun }, Cancelled);
        await server.Service<IAccountStateStore>().ReserveAsync([Sample.State(1, 1) with { StartTime = begun, Fence = 1 }], Cancelled);

        var state = (await server.GetAsync($"/api/batch-progress/{Sample.OperationId(1)}"))["accountStates"][0];

        state.GetProperty("waitingReason").GetString().ShouldBe("worker");
        state.GetProperty("waitingSince").GetDateTimeOffset().ShouldBe(begun, TimeSpan.FromMilliseconds(1));
        state.GetProperty("waitingUntil").ValueKind.ShouldBe(JsonValueKind.Null);
        state.GetProperty("waitingFor").GetString().ShouldNotBeNull().ShouldContain("no process is working on it. Start 'batchline serve'");
    }

    [Fact]
    public async Task Rows_that_could_not_be_taken_are_counted_and_the_first_are_named()
    {
        await using var server = await ApiServer.StartAsync();
        await server.Service<IOperationStore>().InsertAsync(
            Sample.Operation(1, OperationStatus.CompletedWithErrors) with { Admitted = true, EndTime = DateTimeOffset.UtcNow }, Cancelled);
        var rows = OddRows.None.With([.. Enumerable.Range(1, 12).Select(row => new OddRow(2, row, $"no UUID in row {row}"))]);
        await server.Service<IImport>().ImportStatesAsync(
            [Sample.State(1, 1) with { Active = false, Status = AccountStateStatus.Completed, OddRows = rows }], Cancelled);

        var state = (await server.GetAsync($"/api/batch-progress/{Sample.OperationId(1)}"))["accountStates"][0];

        state.GetProperty("oddRows").GetProperty("total").GetInt64().ShouldBe(12);
        state.GetProperty("oddRows").GetProperty("first").GetArrayLength().ShouldBe(10);
        state.GetProperty("oddRows").GetProperty("first")[9].GetRawText().ShouldBe("""{"page":2,"row":10,"reason":"no UUID in row 10"}""");
        state.GetProperty("waitingFor").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Counts_move_with_the_work()
    {
        await using var server = await ApiServer.StartAsync(new SimulatorOptions { Accounts = 1, JobsPerAccount = 20, UnscheduledShare = 0, MinInterval = TimeSpan.Zero });
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();

        await server.PostAsync($"/api/process-batch/{await server.FirstBatchAsync(operation)}");

        var progress = await server.GetAsync($"/api/batch-progress/{operation}");
        progress["progress"].GetDouble().ShouldBe(0.5);
        progress["completionRate"].GetDouble().ShouldBe(0.5);
        progress["jobs"].GetProperty("pending").GetInt32().ShouldBe(10);
        progress["batches"].GetProperty("pending").GetInt32().ShouldBe(1);
        progress["batches"].GetProperty("completed").GetInt32().ShouldBe(1);
        progress["etaSeconds"].ValueKind.ShouldBe(JsonValueKind.Number);
    }

    [Fact]
    public async Task Account_states_are_limited_and_filtered()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync(0);
        await server.AddAccountAsync(1);
        var operation = await server.StartOperationAsync();

        (await server.GetAsync($"/api/batch-progress/{operation}?limit=1"))["accountStates"].GetArrayLength().ShouldBe(1);
        (await server.GetAsync($"/api/batch-progress/{operation}?status=processing"))["accountStates"].GetArrayLength().ShouldBe(2);
        var completed = await server.GetAsync($"/api/batch-progress/{operation}?status=completed");
        completed["accountStates"].GetArrayLength().ShouldBe(0);
        completed["accounts"].GetProperty("total").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Ids_and_queries_are_checked()
    {
        await using var server = await ApiServer.StartAsync();

        foreach (var path in new[] { "", "/events" })
        {
            (await server.GetAsync($"/api/batch-progress/0123456789abcdef01234567{path}")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
            (await server.GetAsync($"/api/batch-progress/x{path}?status=done&limit=1001&page=2")).ShouldBeInvalid("operationId", "status", "limit", "page");
        }
    }

    [Fact]
    public async Task Many_readers_of_one_second_cost_one_computation()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.GetAsync($"/api/batch-progress/{operation}")));

        answers.Select(answer => answer["elapsedSeconds"].GetDouble()).Distinct().Count().ShouldBeInRange(1, 3);
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(field => field.Name);
}
