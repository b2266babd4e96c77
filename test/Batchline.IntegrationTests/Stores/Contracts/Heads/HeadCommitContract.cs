using Batchline.Engine.Batches;
using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Listing;
using Batchline.Engine.Operations;
using Batchline.Engine.Pace;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts.Heads;

public abstract class HeadCommitContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly AccountId Account = Sample.AccountId(1);

    [Fact]
    public async Task A_commit_raises_the_sequence_and_makes_the_lease_longer()
    {
        var head = await AcquireAsync(Account);
        Clock.Advance(Lease / 2);
        var body = new HeadBody { Blocked = "reason" };

        var next = (await CommitAsync(head, Write(head) with { Body = body })).ShouldNotBeNull();

        next.Fence.ShouldBe(head.Fence);
        next.Seq.ShouldBe(head.Seq + 1);
        next.Body.Blocked.ShouldBe("reason");
        next.StoreNow.ShouldBe(Now);
        Clock.Advance(Lease - TimeSpan.FromMilliseconds(1));
        (await ReadAsync(Account)).Leased.ShouldBeTrue();
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await ReadAsync(Account)).Leased.ShouldBeFalse();
    }

    [Fact]
    public async Task A_body_comes_back_as_it_was_written()
    {
        var head = await AcquireAsync(Account);
        var body = FullBody();

        await CommitAsync(head, Write(head) with { Body = body });

        (await ReadAsync(Account)).Body.ShouldHold(body);
    }

    [Fact]
    public async Task A_body_whose_required_values_are_zero_comes_back_too()
    {
        var head = await AcquireAsync(Account);
        var run = new Run
        {
            OperationId = Sample.OperationId(1),
            StateId = "",
            Strategy = Strategy.Each,
            BatchSize = 0,
            StartTime = default,
        };

        await CommitAsync(head, Write(head) with { Body = new HeadBody { Run = run } });

        (await ReadAsync(Account)).Body.Run.ShouldHold(run);
    }

    [Fact]
    public async Task A_repeated_commit_answers_what_the_first_one_did()
    {
        var head = await AcquireAsync(Account);
        var checkpoint = new Checkpoint
        {
            AccountId = Account,
            Jobs = [Sample.Replace("JOB1", Now)],
            Batches = [Sample.Batch(1, 1, 1, BatchStatus.Processing)],
            Head = Write(head),
        };
        var first = await Store.Heads.CommitAsync(checkpoint, Cancel);

        var again = await Store.Heads.CommitAsync(checkpoint, Cancel);

        again.ShouldHold(first);
        (await Store.Jobs.CountAsync(Account, Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task A_commit_repeated_after_the_lease_was_lost_is_refused()
    {
        var head = await AcquireAsync(Account, "first");
        var write = Write(head);
        await CommitAsync(head, write);
        Clock.Advance(Lease);
        await AcquireAsync(Account, "second");

        (await CommitAsync(head, write)).ShouldBeNull();
    }

    [Fact]
    public async Task A_commit_under_an_old_sequence_changes_nothing()
    {
        var head = await AcquireAsync(Account);
        await CommitAsync(head, Write(head) with { Body = new HeadBody { Blocked = "new" } });

        (await CommitAsync(head, Write(head) with { Body = new HeadBody { Blocked = "old" }, DueIn = TimeSpan.Zero }))
            .ShouldBeNull();

        var read = await ReadAsync(Account);
        read.Body.Blocked.ShouldBe("new");
        read.Seq.ShouldBe(head.Seq + 1);
        read.DueAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_commit_under_an_old_fence_changes_nothing()
    {
        var old = await AcquireAsync(Account, "first");
        Clock.Advance(Lease);
        var head = await AcquireAsync(Account, "second");

        (await CommitAsync(old, Release(old) with { Seq = head.Seq })).ShouldBeNull();

        (await ReadAsync(Account)).ShouldHold(head);
    }

    [Fact]
    public async Task A_commit_without_a_head_is_refused()
    {
        var head = await AcquireAsync(Account);
        await Store.Deletions.DeleteAsync(Account, deleteJobs: false, Cancel);

        (await CommitAsync(head)).ShouldBeNull();

        (await Store.Heads.ReadAsync([Account], Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_expired_lease_that_nobody_took_can_still_be_committed()
    {
        var head = await AcquireAsync(Account);
        Clock.Advance(Lease * 2);

        (await CommitAsync(head)).ShouldNotBeNull().Leased.ShouldBeTrue();
    }

    [Fact]
    public async Task A_commit_sets_when_the_account_is_due()
    {
        var head = await AcquireAsync(Account);
        head = (await CommitAsync(head, Write(head) with { DueIn = TimeSpan.FromMinutes(1) })).ShouldNotBeNull();
        head.DueAt.ShouldBe(Now.AddMinutes(1));

        head = (await CommitAsync(head, Write(head) with { DueIn = null })).ShouldNotBeNull();

        head.DueAt.ShouldBeNull();
        (await ReadAsync(Account)).DueAt.ShouldBeNull();
    }

    [Fact]
    public async Task An_account_that_was_woken_while_it_was_held_is_due_when_it_is_given_back()
    {
        var head = await AcquireAsync(Account);
        head = (await CommitAsync(head, Write(head) with { DueIn = Lease })).ShouldNotBeNull();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Store.Inbox.WakeAsync([Account], Cancel);
        Clock.Advance(TimeSpan.FromSeconds(1));

        head = (await CommitAsync(head, Release(head) with { DueIn = null })).ShouldNotBeNull();

        head.DueAt.ShouldBe(Now);
    }

    [Fact]
    public async Task An_account_that_was_due_before_it_was_taken_is_not_due_again_when_it_is_given_back()
    {
        await Store.Inbox.WakeAsync([Account], Cancel);
        var head = await AcquireAsync(Account);
        Clock.Advance(TimeSpan.FromSeconds(1));

        head = (await CommitAsync(head, Release(head) with { DueIn = null })).ShouldNotBeNull();

        head.DueAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_command_that_the_writer_has_not_seen_makes_the_account_due_at_once()
    {
        var head = await AcquireAsync(Account);
        await Store.Inbox.AppendAsync([Account], Sample.Command(1), Cancel);
        Clock.Advance(TimeSpan.FromSeconds(1));

        head = (await CommitAsync(head, Write(head) with { DueIn = null })).ShouldNotBeNull();

        head.DueAt.ShouldBe(Now);
        head.Commands.ShouldBe([Sample.Command(1)]);
    }

    [Fact]
    public async Task A_command_that_the_writer_has_seen_does_not_make_the_account_due()
    {
        var head = await AcquireAsync(Account);
        await Store.Inbox.AppendAsync([Account], Sample.Command(1), Cancel);

        head = (await CommitAsync(head, Write(head) with { SeenCommands = [Sample.Command(1).Id] })).ShouldNotBeNull();

        head.DueAt.ShouldBeNull();
        head.Commands.ShouldBe([Sample.Command(1)]);
    }

    [Fact]
    public async Task Handled_commands_leave_the_queue_and_others_stay_in_order()
    {
        var head = await AcquireAsync(Account);
        foreach (var number in new[] { 3, 1, 2 })
            await Store.Inbox.AppendAsync([Account], Sample.Command(number), Cancel);

        head = (await CommitAsync(head, Write(head) with
        {
            HandledCommands = [Sample.Command(1).Id],
            SeenCommands = [Sample.Command(1).Id],
        })).ShouldNotBeNull();

        head.Commands.ShouldBe([Sample.Command(3), Sample.Command(2)]);
        (await ReadAsync(Account)).Commands.ShouldBe([Sample.Command(3), Sample.Command(2)]);
    }

    [Fact]
    public async Task A_control_that_the_writer_has_not_seen_makes_the_account_due_at_once()
    {
        var head = await AcquireAsync(Account);
        var pause = new Control(Sample.OperationId(1), ControlAction.Pause, 1);
        await Store.Inbox.SetControlAsync([Account], pause, Cancel);

        head = (await CommitAsync(head, Write(head) with { SeenControl = pause with { Action = ControlAction.Run } }))
            .ShouldNotBeNull();
        head.DueAt.ShouldBe(Now);
        head.Control.ShouldBe(pause);
        head = (await CommitAsync(head, Write(head) with { SeenControl = pause })).ShouldNotBeNull();

        head.DueAt.ShouldBeNull();
    }

    private static HeadBody FullBody() => new()
    {
        Pace = new LearnedPace { LearnedCalls = 29 },
        Trouble = new Trouble { Suspects = [new Suspect("A", "520")], Trips = 2, CircuitOpen = true, Refusal = "Forbidden" },
        ListedAt = Sample.Start,
        LastSyncedAt = Sample.Start.AddDays(1),
        Blocked = "The token was refused",
        Results = [new CommandResult(Sample.Command(1).Id, false, "message")],
        Run = new Run
        {
            OperationId = Sample.OperationId(1),
            StateId = Sample.State(1, 1).Id,
            Strategy = Strategy.ListFirst,
            BatchSize = 10,
            Since = Sample.Start,
            Full = true,
            Phase = RunPhase.Processing,
            Status = AccountStateStatus.Paused,
            List = new ListCursor { StartDate = new DateOnly(2026, 1, 2), NextPage = 3, FirstPage = ["A"], LastPageAt = Sample.Start },
            Plan = new PlanCursor("Z", 4, 40),
            Open = new OpenBatch
            {
                Id = Sample.Batch(1, 1, 1).Id,
                Number = 1,
                JobUuids = ["A", "B", "C", "D"],
                Completed = ["A"],
                Missing = ["B"],
                Failed = [new FailedJob("C", "reason", true)],
                Remaining = ["D"],
                Attempts = new Dictionary<string, int> { ["D"] = 2 },
                RetryCount = 1,
                AutoRetries = 2,
                StartTime = Sample.Start,
            },
            TotalBatches = 4,
            CurrentBatch = 1,
            LastBatchCompleted = 0,
            Counters = new Counters { Total = 40, BatchSeconds = 1.5 },
            WaitingReason = WaitingReason.Quota,
            DueAt = Sample.Start,
            Error = "error",
            StartTime = Sample.Start,
            EndTime = Sample.Start.AddHours(1),
        },
    };
}
