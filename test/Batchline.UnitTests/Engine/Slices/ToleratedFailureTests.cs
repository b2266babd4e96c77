using Batchline.Engine.Batches;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

public sealed class ToleratedFailureTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(2);

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_many_failures_as_are_tolerated_stop_nothing()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 20);
        Fail(shop, "J001", "J005");
        var operation = await shop.StartAsync(new StartRequest { BatchSize = 3, ToleratedFailurePercent = 10 });

        await shop.DriveAsync(Long);

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.CompletedWithErrors);
        (await shop.StateAsync(operation, account)).Counters.Completed.ShouldBe(18);
    }

    [Fact]
    public async Task One_failure_more_stops_the_operation_as_failed_and_says_why()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 20);
        Fail(shop, "J001", "J005", "J010", "J012");
        var operation = await shop.StartAsync(new StartRequest { BatchSize = 3, ToleratedFailurePercent = 10 });

        await shop.DriveAsync(Long);

        var ended = await shop.OperationAsync(operation);
        (ended.Status, ended.Error).ShouldBe((OperationStatus.Failed, "3 of 20 jobs failed, more than the tolerated 10 %."));
        ended.EndTime.ShouldNotBeNull();

        // With the good answer about J011 it is sure that J010 is bad by itself.
        shop.Workiz.Gets.Last().ShouldBe("J011");
        var state = await shop.StateAsync(operation, account);
        (state.Active, state.Counters.Failed, state.Counters.Completed).ShouldBe((false, 3, 9));
        (await shop.BatchesAsync(operation)).Count(batch => batch.Status == BatchStatus.Pending).ShouldBe(4);
    }

    [Fact]
    public async Task Each_running_account_overshoots_by_one_job_at_most()
    {
        using var shop = new Workshop();
        for (var number = 1; number <= 4; number++)
            await shop.AddAccountAsync(number, 25);
        shop.Workiz.Script = request => request.Kind == "get" ? new WorkizAnswer.Invalid("bad") : null;
        var operation = await shop.StartAsync(new StartRequest { BatchSize = 5, ToleratedFailurePercent = 10 });

        await shop.DriveAsync(Long);

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Failed);
        (await shop.Get<IAccountStateReader>().ListAsync(operation, null, null, 10, TestContext.Current.CancellationToken))
            .Sum(state => state.Counters.Failed).ShouldBeInRange(11, 11 + 4);
    }

    [Fact]
    public async Task None_is_tolerated_when_zero_is_said()
    {
        using var shop = new Workshop();
        await shop.AddAccountAsync(1, 5);
        Fail(shop, "J004");
        var operation = await shop.StartAsync(new StartRequest { ToleratedFailurePercent = 0 });

        await shop.DriveAsync(Long);

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Failed);
    }

    [Fact]
    public async Task A_stopped_operation_goes_on_after_a_retry_and_asks_for_nothing_twice_that_is_done()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 20);
        Fail(shop, "J001", "J005", "J010");
        var operation = await shop.StartAsync(new StartRequest { BatchSize = 3, ToleratedFailurePercent = 10 });
        await shop.DriveAsync(Long);
        shop.Workiz.Script = _ => null;

        var reopened = await shop.Get<OperationControl>().ReopenAsync(operation, TestEnd);
        foreach (var batch in (await shop.BatchesAsync(operation)).Where(batch => batch.Status == BatchStatus.CompletedWithErrors))
            await shop.Get<BatchRetrier>().RetryAsync(batch.Id, force: false, TestEnd);
        await shop.DriveAsync(Long);

        reopened.ShouldBeTrue();
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.StateAsync(operation, account)).Counters.Completed.ShouldBe(20);

        // J005 was the last of its batch: J004 bore witness against it.
        shop.Workiz.Gets.CountBy(uuid => uuid ?? "").Where(asked => asked.Value > 1).Select(asked => asked.Key).ShouldBe(["J001", "J004", "J005", "J010"]);
    }

    [Fact]
    public async Task A_stopped_operation_holds_no_account()
    {
        using var shop = new Workshop();
        await shop.AddAccountAsync(1, 20);
        Fail(shop, "J000");
        var stopped = await shop.StartAsync(new StartRequest { ToleratedFailurePercent = 0 });
        await shop.DriveAsync(Long);
        shop.Workiz.Script = _ => null;

        var next = await shop.StartAsync();
        await shop.DriveAsync(Long);

        (await shop.OperationAsync(next)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.BatchesAsync(stopped)).ShouldAllBe(batch => batch.Status == BatchStatus.Cancelled);
        (await shop.OperationAsync(stopped)).Status.ShouldBe(OperationStatus.Failed);
    }

    private static void Fail(Workshop shop, params string[] uuids) =>
        shop.Workiz.Script = request => request.Kind == "get" && uuids.Contains(request.Uuid) ? new WorkizAnswer.Invalid("bad") : null;
}
