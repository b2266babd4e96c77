using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Chores;
using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Workiz;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Memory.Heads;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

public sealed class OperatorTests
{
    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1000, 200, 8)]
    [InlineData(0, 10, 800)]
    public async Task S6_After_the_answer_to_a_pause_each_account_starts_at_most_one_more_request(int interval, int latency, int jobs)
    {
        await Gen.Int[0, 600].SampleAsync(async moment =>
        {
            using var shop = new Workshop { Interval = TimeSpan.FromMilliseconds(interval) };
            shop.Workiz.Latency = TimeSpan.FromMilliseconds(latency);
            var accounts = new[] { await shop.AddAccountAsync(1, jobs), await shop.AddAccountAsync(2, jobs), await shop.AddAccountAsync(3, jobs) };
            var operation = await shop.StartAsync(new StartRequest { BatchSize = jobs / 2 });
            var slices = Task.WhenAll(accounts.Select(account => shop.BeginSlice(account)));
            shop.Clock.Pass(TimeSpan.FromMilliseconds(moment * 10));

            var answer = await shop.AskAsync(control => control.PauseAsync(operation, TestEnd));
            var before = shop.Workiz.Requests.Count;
            await shop.Clock.PassUntilDone(slices);

            answer.ShouldBeOfType<ControlResult.Accepted>();
            shop.Workiz.Requests.Skip(before).CountBy(request => request.Token).ShouldAllBe(more => more.Value <= 1);
            (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Paused);
        }, iter: 20);
    }

    [Fact]
    public async Task S6_A_paused_operation_sends_nothing_until_it_is_resumed_and_then_finishes()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 8);
        var operation = await PausedAsync(shop, account);
        var before = shop.Workiz.Requests.Count;

        await shop.DriveAsync(TimeSpan.FromHours(1));
        var whilePaused = shop.Workiz.Requests.Count - before;
        await shop.Get<OperationControl>().ResumeAsync(operation, force: false, TestEnd);
        await shop.DriveAsync(TimeSpan.FromHours(1));

        whilePaused.ShouldBe(0);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.StateAsync(operation, account)).Counters.Completed.ShouldBe(8);
        shop.Workiz.Gets.ShouldBeUnique();
    }

    [Theory]
    [InlineData(ControlAction.Cancel, OperationStatus.Cancelled)]
    [InlineData(ControlAction.Stop, OperationStatus.Failed)]
    public async Task L1_What_is_asked_behind_a_pause_reaches_its_account_although_the_caller_died(ControlAction action, OperationStatus end)
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 8);
        var operation = await PausedAsync(shop, account);
        var paused = await shop.OperationAsync(operation);
        await shop.Get<IOperationStore>().ReplaceAsync(
            paused with { Requested = action, Status = OperationStatus.Processing, Rev = paused.Rev + 1 }, TestEnd);

        await shop.Get<OperationChore>().RunAsync(TestEnd);
        await shop.DriveAsync(TimeSpan.FromHours(1));

        (await shop.OperationAsync(operation)).Status.ShouldBe(end);
    }

    [Fact]
    public async Task S6_A_cancelled_operation_ends_with_its_open_batches_cancelled()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 8);
        var operation = await shop.StartAsync(new StartRequest { BatchSize = 3 });
        var slice = shop.BeginSlice(account);
        shop.Clock.PassUntil(() => shop.Workiz.Requests.Count == 5);

        await shop.AskAsync(control => control.CancelAsync(operation, TestEnd));
        await shop.Clock.PassUntilDone(slice);

        shop.Workiz.Requests.Count.ShouldBe(5);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Cancelled);
        (await shop.BatchesAsync(operation)).Select(batch => (batch.Status, batch.CompletedJobs.Count)).ShouldBe(
            [(BatchStatus.Completed, 3), (BatchStatus.Cancelled, 2), (BatchStatus.Cancelled, 0)]);
        (await shop.StateAsync(operation, account)).Counters.ShouldSatisfyAllConditions(
            counters => counters.Completed.ShouldBe(5),
            counters => counters.BatchesCancelled.ShouldBe(2));
    }

    [Fact]
    public async Task A_paused_operation_can_be_cancelled_and_lets_its_account_go()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 8);
        var operation = await PausedAsync(shop, account);

        await shop.AskAsync(control => control.CancelAsync(operation, TestEnd));
        await shop.DriveAsync(TimeSpan.FromMinutes(1));

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Cancelled);
        (await shop.TryStartAsync(new StartRequest())).ShouldBeOfType<StartResult.Started>();
    }

    [Fact]
    public async Task An_operation_that_has_ended_is_neither_paused_nor_cancelled()
    {
        using var shop = new Workshop();
        await shop.AddAccountAsync(1, 1);
        var operation = await shop.StartAsync();
        await shop.DriveAsync(TimeSpan.FromMinutes(5));

        var paused = await shop.AskAsync(control => control.PauseAsync(operation, TestEnd));
        var cancelled = await shop.AskAsync(control => control.CancelAsync(operation, TestEnd));

        paused.ShouldBe(new ControlResult.BadTransition(OperationStatus.Completed));
        cancelled.ShouldBe(new ControlResult.BadTransition(OperationStatus.Completed));
    }

    [Fact]
    public async Task A_failed_batch_of_a_cancelled_operation_is_not_retried()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 4);
        shop.Workiz.Script = request => request.Uuid == "J000" ? new WorkizAnswer.Invalid("another job") : null;
        var operation = await shop.StartAsync(new StartRequest { BatchSize = 1 });
        var slice = shop.BeginSlice(account);
        shop.Clock.PassUntil(() => shop.Workiz.Requests.Count == 3);
        await shop.AskAsync(control => control.CancelAsync(operation, TestEnd));
        await shop.Clock.PassUntilDone(slice);
        var failed = (await shop.BatchesAsync(operation)).Single(batch => batch.Status == BatchStatus.Failed);

        var result = await shop.Get<BatchRetrier>().RetryAsync(failed.Id, force: false, TestEnd);
        await shop.DriveAsync(TimeSpan.FromMinutes(5));

        result.ShouldBe(new RetryResult.Ended(OperationStatus.Cancelled));
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Cancelled);
    }

    [Fact]
    public async Task S3_A_person_s_retry_repeats_only_the_jobs_that_are_not_done()
    {
        using var shop = new Workshop();
        var (account, operation, batch) = await shop.FailOneAsync();
        var ended = await shop.OperationAsync(operation);

        shop.Workiz.Script = _ => null;
        var result = await shop.Get<BatchRetrier>().RetryAsync(batch.Id, force: false, TestEnd);
        await shop.DriveAsync(TimeSpan.FromMinutes(5));

        (ended.Status, batch.Status, result).ShouldBe(
            (OperationStatus.CompletedWithErrors, BatchStatus.CompletedWithErrors, new RetryResult.Accepted(batch.Id, 1)));
        shop.Workiz.Gets.ShouldBe(["J000", "J001", "J002", "J003", "J001"]);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.BatchesAsync(operation)).Single().ShouldSatisfyAllConditions(
            retried => (retried.Status, retried.RetryCount).ShouldBe((BatchStatus.Completed, 1)),
            retried => retried.CompletedJobs.ShouldBe(["J000", "J002", "J003", "J001"]));
        (await shop.StateAsync(operation, account)).Counters.ShouldSatisfyAllConditions(
            counters => (counters.Completed, counters.Failed, counters.Retries).ShouldBe((4, 0, 1)),
            counters => (counters.BatchesCompleted, counters.BatchesWithErrors).ShouldBe((1, 0)));
    }

    [Fact]
    public async Task S6_An_account_whose_end_was_cut_ends_without_a_request_while_its_operation_is_paused_and_its_key_is_new()
    {
        using var shop = new Workshop();
        var (account, _) = (await shop.AddAccountAsync(1, 2), await shop.AddAccountAsync(2, 8));
        var operation = await shop.StartAsync();
        CutBeforeTheHead(shop, checkpoint => checkpoint.State?.Status == AccountStateStatus.Completed);
        await Should.ThrowAsync<StoreUnavailableException>(shop.SliceAsync(account));
        var rows = new List<AccountStateStatus>();
        shop.Heads.Committing = checkpoint =>
        {
            if (checkpoint.AccountId == account && checkpoint.State is { } row)
                rows.Add(row.Status);
            return Task.CompletedTask;
        };
        await shop.Get<IAccountStore>().UpdateAsync(account, new AccountChange { WorkizApiKey = "new", UpdatedAt = Sample.Noon }, TestEnd);

        await shop.AskAsync(control => control.PauseAsync(operation, TestEnd));
        await shop.DriveAsync(TimeSpan.FromHours(1));

        shop.Workiz.Requests.Count.ShouldBe(2);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Paused);
        (await shop.HeadAsync(account)).Body.Run?.Status.ShouldBe(AccountStateStatus.Completed);
        rows.ShouldBe([AccountStateStatus.Completed]);
    }

    [Fact]
    public async Task L1_An_account_whose_end_was_cut_while_it_was_paused_works_for_the_next_operation()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 2);
        var operation = await shop.StartAsync();
        Task<ControlResult>? pausing = null;
        CutBeforeTheHead(shop, checkpoint =>
        {
            if (checkpoint.State?.Status != AccountStateStatus.Completed)
                return false;
            pausing ??= shop.Get<OperationControl>().PauseAsync(operation, TestEnd);
            return true;
        });
        await Should.ThrowAsync<StoreUnavailableException>(shop.SliceAsync(account));
        shop.Heads.Committing = null;
        await shop.Clock.PassUntilDone(pausing.ShouldNotBeNull());
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);

        var next = await shop.StartAsync();
        await shop.DriveAsync(TimeSpan.FromHours(1));

        (await shop.OperationAsync(next)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.StateAsync(operation, account)).Status.ShouldBe(AccountStateStatus.Completed);
        shop.Workiz.Requests.Count.ShouldBe(4);
    }

    private static async Task<OperationId> PausedAsync(Workshop shop, AccountId account)
    {
        var operation = await shop.StartAsync(new StartRequest { BatchSize = 3 });
        var slice = shop.BeginSlice(account);
        shop.Clock.PassUntil(() => shop.Workiz.Requests.Count == 5);
        await shop.AskAsync(control => control.PauseAsync(operation, TestEnd));
        await shop.Clock.PassUntilDone(slice);
        return operation;
    }

    /// <summary>Of such a checkpoint all parts are written but for the head.</summary>
    private static void CutBeforeTheHead(Workshop shop, Func<Checkpoint, bool> which) => shop.Heads.Committing = checkpoint =>
    {
        if (!which(checkpoint))
            return Task.CompletedTask;
        foreach (var (_, write) in HeadStore.PartsOf(shop.Get<MemoryState>(), checkpoint))
            write();
        throw new StoreUnavailableException("cut");
    };
}
