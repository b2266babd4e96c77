using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Heads;

public sealed class ProjectionTests
{
    [Fact]
    public void The_state_row_says_what_the_run_says()
    {
        var run = Sample.Run(Sample.Open("A")) with
        {
            CurrentBatch = 2,
            TotalBatches = 5,
            LastBatchCompleted = 1,
            Error = "slow",
            WaitingReason = WaitingReason.Quota,
            DueAt = Sample.Noon.AddMinutes(1),
            Counters = new Counters { Total = 50, Completed = 10 },
        };

        var state = Projection.State(Sample.Account, run);

        state.ShouldBe(new AccountState
        {
            Id = run.StateId,
            OperationId = Sample.Operation,
            AccountId = Sample.Account,
            Status = AccountStateStatus.Processing,
            Active = true,
            CurrentBatch = 2,
            TotalBatches = 5,
            LastBatchCompleted = 1,
            NextBatchToProcess = 2,
            Planned = true,
            Counters = run.Counters,
            DueAt = run.DueAt,
            WaitingReason = WaitingReason.Quota,
            Error = "slow",
            StartTime = Sample.Noon,
        });
    }

    [Theory]
    [InlineData(0, false, 5, 1)]
    [InlineData(2, true, 5, 2)]
    [InlineData(2, false, 5, 3)]
    [InlineData(5, false, 5, 5)]
    [InlineData(0, false, 0, 0)]
    public void The_next_batch_is_the_open_one_or_the_one_behind_up_to_the_last(int current, bool open, int total, int next)
    {
        var run = Sample.Run(open ? Sample.Open("A") : null) with { CurrentBatch = current, TotalBatches = total };

        Projection.State(Sample.Account, run).NextBatchToProcess.ShouldBe(next);
    }

    [Theory]
    [InlineData(RunPhase.Listing, AccountStateStatus.Processing, true, false)]
    [InlineData(RunPhase.Planning, AccountStateStatus.Paused, true, false)]
    [InlineData(RunPhase.Processing, AccountStateStatus.Processing, true, true)]
    [InlineData(RunPhase.Processing, AccountStateStatus.Blocked, false, true)]
    [InlineData(RunPhase.Ended, AccountStateStatus.Completed, false, true)]
    public void A_state_holds_the_account_until_it_ends_or_is_blocked(RunPhase phase, AccountStateStatus status, bool active, bool planned)
    {
        var state = Projection.State(Sample.Account, Sample.Run() with { Phase = phase, Status = status });

        (state.Active, state.Planned).ShouldBe((active, planned));
    }

    [Fact]
    public void A_stopped_state_holds_the_account_no_more() =>
        Projection.State(Sample.Account, Sample.Run() with { Status = AccountStateStatus.Paused, Stopped = true }).Active.ShouldBeFalse();

    [Fact]
    public void The_batch_row_lists_one_error_for_each_failed_job_and_can_be_opened_again()
    {
        var open = Sample.Open("A", "B", "C") with { Remaining = ["A", "B"], Failed = [new("C", "gone: wrong", false)], RetryCount = 1, AutoRetries = 2 };

        var row = Projection.Batch(Sample.Account, Sample.Operation, open, BatchStatus.Processing);

        (row.Id, row.Number, row.Status, row.RetryCount, row.AutoRetries).ShouldBe((open.Id, 1, BatchStatus.Processing, 1, 2));
        row.FailedJobs.ShouldBe(["C"]);
        row.Errors.ShouldBe(["C: gone: wrong"]);
        BatchWork.Open(row, Sample.Noon).Failed.ShouldBe([new FailedJob("C", "gone: wrong", true)]);
    }

    [Fact]
    public void An_open_batch_is_read_from_the_head_and_any_other_from_its_row()
    {
        var open = BatchWork.Complete(Sample.Open("A", "B"), "A");
        var head = Sample.Head(new HeadBody { Run = Sample.Run(open) });
        var row = Projection.Batch(Sample.Account, Sample.Operation, Sample.Open("A", "B"), BatchStatus.Pending);
        var other = row with { Id = new BatchId("0000000000000000000000c9") };

        Projection.Merge(row, head).CompletedJobs.ShouldBe(["A"]);
        Projection.Merge(row, head).Status.ShouldBe(BatchStatus.Processing);
        Projection.Merge(other, head).ShouldBe(other);
        Projection.Merge(row, null).ShouldBe(row);
    }

    [Theory]
    [InlineData(7, 3, true)]
    [InlineData(7, 2, true)]
    [InlineData(6, 9, true)]
    [InlineData(7, 4, false)]
    [InlineData(8, 1, false)]
    public void A_state_is_read_from_the_head_when_that_is_not_older(long fence, long seq, bool fromHead)
    {
        var head = Sample.Head(new HeadBody { Run = Sample.Run() with { TotalBatches = 5 } }, fence: 7, seq: 3);
        var row = Projection.State(Sample.Account, Sample.Run()) with { Fence = fence, Seq = seq };

        Projection.Merge(row, head).TotalBatches.ShouldBe(fromHead ? 5 : 0);
    }

    [Fact]
    public void A_head_that_works_for_another_operation_says_nothing_about_a_state()
    {
        var head = Sample.Head(new HeadBody { Run = Sample.Run() with { OperationId = new OperationId("0000000000000000000000b2"), TotalBatches = 5 } });
        var row = Projection.State(Sample.Account, Sample.Run());

        Projection.Merge(row, head).ShouldBe(row);
        Projection.Merge(row, null).ShouldBe(row);
    }
}
