using Batchline.Engine.Batches;
using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Records;
using Batchline.Engine.Workiz;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

public sealed class SliceRunnerTests
{
    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_stored_job_is_asked_for_once_at_the_pace_of_its_account()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 25);
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(1));

        shop.Workiz.Gets.ShouldBe(Enumerable.Range(0, 25).Select(job => $"J{job:000}"));
        shop.Workiz.Requests.Zip(shop.Workiz.Requests.Skip(1), (one, next) => next.At - one.At).Min().ShouldBe(TimeSpan.FromSeconds(1));
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.BatchesAsync(operation)).Select(batch => (batch.Status, batch.JobUuids.Count)).ShouldBe(
            [(BatchStatus.Completed, 10), (BatchStatus.Completed, 10), (BatchStatus.Completed, 5)]);
        (await shop.StateAsync(operation, account)).Counters.ShouldSatisfyAllConditions(
            counters => (counters.Total, counters.Completed, counters.Unchanged, counters.Calls).ShouldBe((25, 25, 25, 25)),
            counters => counters.Pending.ShouldBe(0));
    }

    [Fact]
    public async Task S1_One_account_has_one_request_out_however_many_slices_run()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 5);
        await shop.StartAsync();

        var slices = Enumerable.Range(0, 5).Select(_ => shop.BeginSlice(account)).ToList();
        var results = await shop.Clock.PassUntilDone(Task.WhenAll(slices));

        results.Count(result => result.Held).ShouldBe(1);
        shop.Workiz.MostInFlight.ShouldBe(1);
        shop.Workiz.Requests.Count.ShouldBe(5);
    }

    [Fact]
    public async Task An_account_without_jobs_completes_its_operation()
    {
        using var shop = new Workshop();
        await shop.AddAccountAsync(1, 0);
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(1));

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        shop.Workiz.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Listed_jobs_are_stored_and_only_the_others_are_asked_for()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 3);
        shop.Workiz.Script = request => request.Kind == "list"
            ? new WorkizAnswer.Page([ScriptedWorkiz.Document("J001"), ScriptedWorkiz.Document("NEW")], false)
            : null;
        var operation = await shop.StartAsync(new StartRequest { Strategy = Strategy.ListFirst });

        await shop.DriveAsync(TimeSpan.FromHours(1));

        shop.Workiz.Count("list").ShouldBe(1);
        shop.Workiz.Gets.ShouldBe(["J000", "J002"]);
        (await shop.Get<IJobStore>().GetAsync(account, "NEW", TestEnd)).ShouldNotBeNull();
        (await shop.StateAsync(operation, account)).Counters.ShouldSatisfyAllConditions(
            counters => (counters.Total, counters.Completed, counters.Unchanged).ShouldBe((4, 4, 3)));
    }

    [Fact]
    public async Task A_refused_token_blocks_the_account_after_one_probe_and_its_jobs_stay_pending()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 25);
        shop.Workiz.Script = _ => new WorkizAnswer.Refused("401: no such key");
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(1));

        shop.Workiz.Requests.Select(request => request.Kind).ShouldBe(["get", "probe"]);
        (await shop.StateAsync(operation, account)).ShouldSatisfyAllConditions(
            state => state.Status.ShouldBe(AccountStateStatus.Blocked),
            state => state.Error.ShouldBe("401: no such key"),
            state => state.Active.ShouldBeFalse(),
            state => (state.Counters.Failed, state.Counters.Pending).ShouldBe((0, 25)));
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Processing);
    }

    [Fact]
    public async Task An_account_without_a_key_is_blocked_and_nothing_is_sent_or_counted()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 3, withKey: false);
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(1));

        shop.Workiz.Requests.ShouldBeEmpty();
        (await shop.StateAsync(operation, account)).ShouldSatisfyAllConditions(
            state => state.Status.ShouldBe(AccountStateStatus.Blocked),
            state => state.Error.ShouldBe("The account has no Workiz API key. Set one."),
            state => state.Counters.Calls.ShouldBe(0));
    }

    [Fact]
    public async Task A_refusal_that_the_probe_does_not_confirm_blocks_nothing()
    {
        using var shop = new Workshop();
        await shop.AddAccountAsync(1, 3);
        shop.Workiz.Script = request => request.Kind == "get" && shop.Workiz.Requests.Count == 2 ? new WorkizAnswer.Refused("403") : null;
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(1));

        // J000 bears witness that the key is good.
        shop.Workiz.Gets.ShouldBe(["J000", "J001", "J000", "J002", "J001"]);
        shop.Workiz.Count("probe").ShouldBe(0);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
    }

    [Fact]
    public async Task A_blocked_account_goes_on_when_the_operation_is_resumed_with_a_good_key()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 3);
        shop.Workiz.Script = _ => new WorkizAnswer.Refused("401");
        var operation = await shop.StartAsync();
        await shop.DriveAsync(TimeSpan.FromHours(1));

        shop.Workiz.Script = _ => null;
        await shop.Get<OperationControl>().ResumeAsync(operation, force: false, TestEnd);
        await shop.DriveAsync(TimeSpan.FromHours(1));

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.StateAsync(operation, account)).ShouldSatisfyAllConditions(
            state => state.Counters.Completed.ShouldBe(3),
            state => state.Error.ShouldBeNull());
    }

    [Fact]
    public async Task A_429_makes_the_account_wait_and_fails_no_job()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 3);
        shop.Workiz.Script = _ => shop.Workiz.Requests.Count == 2 ? new WorkizAnswer.QuotaReached(TimeSpan.FromSeconds(90), "slow down") : null;
        var operation = await shop.StartAsync();

        var first = await shop.SliceAsync(account);
        var waiting = await shop.StateAsync(operation, account);
        await shop.DriveAsync(TimeSpan.FromHours(1));

        (first.WaitingReason, waiting.WaitingReason, waiting.Counters.RateLimited).ShouldBe((WaitingReason.Quota, WaitingReason.Quota, 1));
        first.DueIn.ShouldBe(TimeSpan.FromSeconds(90.6));
        (shop.Workiz.Requests[2].At - shop.Workiz.Requests[1].At).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(90));
        (await shop.StateAsync(operation, account)).Counters.ShouldSatisfyAllConditions(
            counters => (counters.Completed, counters.Failed, counters.Calls).ShouldBe((3, 0, 4)));
    }

    [Fact]
    public async Task An_outage_makes_the_account_wait_and_fails_no_job()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 5);
        var end = Sample.Noon.AddMinutes(30);
        shop.Workiz.Script = request => request.At < end ? new WorkizAnswer.Transient("503") : null;
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromMinutes(20));
        var waiting = await shop.StateAsync(operation, account);
        await shop.DriveAsync(TimeSpan.FromHours(2));

        (waiting.WaitingReason, waiting.Counters.Failed).ShouldBe((WaitingReason.Upstream, 0));
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.StateAsync(operation, account)).Counters.ShouldSatisfyAllConditions(
            counters => (counters.Completed, counters.Failed, counters.Retries).ShouldBe((5, 0, 0)));
    }

    [Fact]
    public async Task A_job_that_never_works_fails_after_its_automatic_retries_and_the_others_complete()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 12);
        shop.Workiz.Script = request => request.Uuid == "J003" ? new WorkizAnswer.Transient("500") : null;
        var operation = await shop.StartAsync(new StartRequest { BatchSize = 6 });

        await shop.DriveAsync(TimeSpan.FromHours(2));

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.CompletedWithErrors);
        (await shop.BatchesAsync(operation))[0].ShouldSatisfyAllConditions(
            batch => batch.Status.ShouldBe(BatchStatus.CompletedWithErrors),
            batch => batch.Errors.ShouldBe(["J003: 500"]),
            batch => (batch.AutoRetries, batch.RetryCount).ShouldBe((3, 0)));
        (await shop.StateAsync(operation, account)).Counters.ShouldSatisfyAllConditions(
            counters => (counters.Completed, counters.Failed, counters.Retries, counters.BatchesWithErrors).ShouldBe((11, 1, 3, 1)));
        shop.Workiz.Gets.Count(uuid => uuid == "J003").ShouldBe(4 * 3);
    }

    [Fact]
    public async Task S7_A_job_gone_in_workiz_is_marked_and_kept()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 2);
        shop.Workiz.Script = request => request.Uuid == "J001" ? new WorkizAnswer.Gone() : null;
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(1));

        var job = (await shop.Get<IJobStore>().GetAsync(account, "J001", TestEnd)).ShouldNotBeNull();
        job.Document.ShouldBe(ScriptedWorkiz.Document("J001"));
        job.Sync.MissingSince.ShouldNotBeNull();
        (await shop.StateAsync(operation, account)).Counters.Missing.ShouldBe(1);
    }

    [Fact]
    public async Task S7_An_answer_about_another_job_leaves_the_stored_one_as_it_is()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 1);
        var before = await shop.Get<IJobStore>().GetAsync(account, "J000", TestEnd);
        shop.Workiz.Script = request => request.Kind == "get" ? new WorkizAnswer.Invalid("the answer is about J999") : null;
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(1));

        (await shop.Get<IJobStore>().GetAsync(account, "J000", TestEnd)).ShouldBe(before);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Failed);
    }

    [Fact]
    public async Task S3_A_killed_batch_is_finished_by_the_next_slice_with_the_right_counters()
    {
        await Gen.Int[1, 14].SampleAsync(async writes =>
        {
            using var shop = new Workshop();
            var account = await shop.AddAccountAsync(1, 7);
            var operation = await shop.StartAsync(new StartRequest { BatchSize = 4 });
            shop.Heads.FadeAfter(writes);
            await Should.ThrowAsync<StoreUnavailableException>(() => shop.SliceAsync(account));

            shop.Heads.Wake();
            await shop.DriveAsync(TimeSpan.FromHours(1));

            (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
            var batches = await shop.BatchesAsync(operation);
            batches.SelectMany(batch => batch.CompletedJobs).ShouldBe(Enumerable.Range(0, 7).Select(job => $"J{job:000}"));
            (await shop.StateAsync(operation, account)).Counters.ShouldSatisfyAllConditions(
                counters => (counters.Total, counters.Completed, counters.Failed).ShouldBe((7, 7, 0)),
                counters => counters.BatchesCompleted.ShouldBe(2));
            shop.Workiz.Gets.Count().ShouldBeLessThanOrEqualTo(8);
        }, iter: 14);
    }

    [Fact]
    public async Task A_slice_for_one_batch_works_on_that_batch_only()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 6);
        var operation = await shop.StartAsync(new StartRequest { BatchSize = 2 });
        var slice = shop.BeginSlice(account);
        shop.Clock.PassUntil(() => shop.Workiz.Requests.Count == 1);
        await shop.AskAsync(control => control.PauseAsync(operation, TestEnd));
        await shop.Clock.PassUntilDone(slice);
        await shop.Get<OperationControl>().ResumeAsync(operation, force: false, TestEnd);

        var third = (await shop.BatchesAsync(operation))[2];
        await shop.SliceAsync(account, third.Id);

        shop.Workiz.Gets.ShouldBe(["J000", "J004", "J005"]);
        (await shop.BatchesAsync(operation)).Select(batch => batch.Status).ShouldBe(
            [BatchStatus.Pending, BatchStatus.Pending, BatchStatus.Completed]);
    }
}
