using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Leases;
using Batchline.Engine.Operations;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Leases;

public sealed class LeaseTests
{
    private readonly LeaseBench _bench = new();

    [Fact]
    public async Task S2_A_request_leaves_only_inside_its_reserved_window()
    {
        var lease = await _bench.TakeAsync();
        lease.Sending.Defer(TimeSpan.FromSeconds(3));
        await lease.RenewAsync();

        var open = new List<double>();
        for (; lease.Sending.Now < TimeSpan.FromSeconds(6); _bench.Clock.Advance(TimeSpan.FromMilliseconds(100)))
        {
            if (lease.MaySend)
                open.Add(lease.Sending.Now.TotalSeconds);
        }

        (open[0], open[^1], open.Count).ShouldBe((3, 4, 11));
        _bench.Store.NotBefore.ShouldBe(Sample.Noon.AddSeconds(5));
    }

    [Theory]
    [InlineData(1000, 50, 50)]
    [InlineData(120, 30, 50)]
    [InlineData(60, 15, 30)]
    [InlineData(0, 0, 0)]
    public async Task Reads_and_checkpoints_wait_for_others_for_a_part_of_the_time_until_the_next_request(int interval, int readMs, int writeMs)
    {
        var lease = await _bench.TakeAsync(TimeSpan.FromMilliseconds(interval));
        lease.Sending.MarkSent(lease.Sending.Now);

        lease.ReadPatience.ShouldBe(TimeSpan.FromMilliseconds(readMs));
        await lease.RenewAsync();

        _bench.Store.Checkpoints.ShouldHaveSingleItem().Patience.ShouldBe(TimeSpan.FromMilliseconds(writeMs));
    }

    [Fact]
    public async Task Nothing_waits_for_others_while_a_person_waits()
    {
        _bench.Store.Commands = [new HeadCommand { Id = "test", Kind = HeadCommandKind.TestKey }];
        var lease = await _bench.TakeAsync();
        lease.Sending.MarkSent(lease.Sending.Now);

        lease.ReadPatience.ShouldBe(TimeSpan.Zero);
        await lease.RenewAsync();
        _bench.Store.Commands = [];
        await lease.RenewAsync();
        await lease.GiveBackAsync(LeaseBench.Nothing, TimeSpan.FromSeconds(1));

        // The second renewal learns that the command is gone. The third write ends the slice.
        _bench.Store.Checkpoints.Select(checkpoint => checkpoint.Patience).ShouldBe([TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero]);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(-1, 5)]
    [InlineData(-60, 5)]
    [InlineData(-3 * 24 * 60 * 60, 5)]
    public async Task S2_A_clock_set_back_makes_an_account_wait_as_long_as_when_its_wait_was_written(int setBackSeconds, int waitSeconds)
    {
        var lease = await _bench.TakeAsync();
        lease.Sending.Defer(TimeSpan.FromSeconds(5));
        await lease.GiveBackAsync(LeaseBench.Nothing, TimeSpan.FromSeconds(5));
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        _bench.Store.ClockSetBy = TimeSpan.FromSeconds(setBackSeconds);

        var next = await _bench.TakeAsync();

        next.Sending.UntilNext.ShouldBe(TimeSpan.FromSeconds(waitSeconds));
    }

    [Fact]
    public async Task S2_A_clock_set_back_under_a_dead_holder_costs_its_reservation_once_more()
    {
        var dead = await _bench.TakeAsync();
        dead.Sending.MarkSent(dead.Sending.Now);
        await dead.RenewAsync();
        _bench.Clock.Advance(TimeSpan.FromSeconds(31));
        _bench.Store.ClockSetBy = TimeSpan.FromDays(-3);
        _bench.Store.TakenOver = true;

        var next = await _bench.TakeAsync();

        // The interval until the next request, the window it may leave in, and one more interval.
        next.Sending.UntilNext.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public Task S2_However_the_clock_is_set_no_wait_is_longer_than_it_was_written_and_none_shorter_than_what_is_left_of_it() =>
        Gen.Select(Gen.Int[0, 7200], Gen.Int[0, 7200], Gen.Int[-400_000, 0]).SampleAsync(async (deferred, passed, setBack) =>
        {
            var bench = new LeaseBench();
            var lease = await bench.TakeAsync();
            lease.Sending.Defer(TimeSpan.FromSeconds(deferred));
            await lease.GiveBackAsync(LeaseBench.Nothing, TimeSpan.FromSeconds(deferred));
            bench.Clock.Advance(TimeSpan.FromSeconds(passed));
            bench.Store.ClockSetBy = TimeSpan.FromSeconds(setBack);

            var wait = (await bench.TakeAsync(longestWait: TimeSpan.FromHours(3))).Sending.UntilNext.TotalSeconds;

            wait.ShouldBeInRange(Math.Max(0, deferred - passed), deferred);
        });

    [Fact]
    public async Task A_store_slower_than_the_window_makes_it_grow_until_a_request_may_leave()
    {
        var lease = await _bench.TakeAsync();
        _bench.Store.Takes = TimeSpan.FromSeconds(3);

        var renewals = 0;
        for (; renewals < 10 && !lease.MaySend; renewals++)
            await _bench.Clock.PassUntilDone(lease.RenewAsync());

        renewals.ShouldBe(3);
        _bench.Store.Writes[^1].Reserve.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task The_window_doubles_up_to_a_third_of_the_lease_and_is_a_second_again_behind_a_fast_answer()
    {
        var lease = await _bench.TakeAsync();
        _bench.Store.Takes = TimeSpan.FromSeconds(6);
        for (var renewal = 0; renewal < 6; renewal++)
            await _bench.Clock.PassUntilDone(lease.RenewAsync());
        _bench.Store.Takes = TimeSpan.Zero;

        await lease.RenewAsync();
        await lease.RenewAsync();

        _bench.Store.Writes.Select(write => (write.Reserve - lease.Sending.Interval).TotalSeconds).ShouldBe([1, 2, 4, 8, 10, 10, 10, 1]);
    }

    [Fact]
    public async Task S2_A_request_never_leaves_before_it_was_reserved()
    {
        var lease = await _bench.TakeAsync();

        lease.Sending.UntilNext.ShouldBe(TimeSpan.Zero);
        lease.MaySend.ShouldBeFalse();
    }

    [Fact]
    public async Task S2_Whoever_comes_next_waits_one_interval_behind_the_last_moment_a_request_may_have_left()
    {
        await Gen.Select(Gen.Int[100, 5_000], Gen.Int[0, 8_000], Gen.Int[0, 8_000], Gen.Int[0, 3]).SampleAsync(async (interval, pause, idle, lost) =>
        {
            var bench = new LeaseBench();
            var lease = await bench.TakeAsync(TimeSpan.FromMilliseconds(interval));
            lease.Sending.Defer(TimeSpan.FromMilliseconds(pause));
            bench.Store.LostAcknowledgements = lost;
            await bench.Clock.PassUntilDone(lease.RenewAsync());
            bench.Clock.Pass(TimeSpan.FromMilliseconds(idle));

            var last = DateTimeOffset.MinValue;
            for (var step = 0; step < 120; step++, bench.Clock.Advance(TimeSpan.FromMilliseconds(100)))
                last = lease.MaySend ? bench.Clock.GetUtcNow() : last;

            if (last > DateTimeOffset.MinValue)
                bench.Store.NotBefore.ShouldBeGreaterThanOrEqualTo(last.AddMilliseconds(interval));
        }, iter: 100);
    }

    [Fact]
    public async Task A_request_sent_makes_the_next_one_wait_an_interval()
    {
        var lease = await _bench.TakeAsync(TimeSpan.FromSeconds(2));
        await lease.RenewAsync();

        lease.Sending.MarkSent(lease.Sending.Now);

        lease.MaySend.ShouldBeFalse();
        lease.Sending.UntilNext.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_lost_acknowledgement_keeps_the_window_and_the_deadline_of_the_first_try()
    {
        var lease = await _bench.TakeAsync();
        _bench.Clock.Advance(TimeSpan.FromSeconds(10));
        _bench.Store.LostAcknowledgements = 4;

        await _bench.Clock.PassUntilDone(lease.RenewAsync());

        lease.Sending.Now.ShouldBe(TimeSpan.FromSeconds(10.75));
        lease.UntilDeadline.ShouldBe(TimeSpan.FromSeconds(28.75));
        lease.MaySend.ShouldBeTrue();
        _bench.Clock.Advance(TimeSpan.FromSeconds(0.26));
        lease.MaySend.ShouldBeFalse();
    }

    [Fact]
    public async Task A_repeated_write_is_the_same_write()
    {
        var lease = await _bench.TakeAsync();
        _bench.Store.LostAcknowledgements = 2;

        await _bench.Clock.PassUntilDone(lease.RenewAsync());

        _bench.Store.Writes.Count.ShouldBe(3);
        _bench.Store.Writes.Distinct().ShouldHaveSingleItem();
        lease.Head.Seq.ShouldBe(1);
    }

    [Fact]
    public async Task S2_A_lease_taken_over_begins_with_one_silent_interval()
    {
        _bench.Store.TakenOver = true;

        var lease = await _bench.TakeAsync(TimeSpan.FromSeconds(4));

        lease.Sending.UntilNext.ShouldBe(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_lease_that_was_given_back_begins_with_what_is_left_of_the_wait()
    {
        _bench.Store.NotBefore = Sample.Noon.AddSeconds(0.3);

        var lease = await _bench.TakeAsync(TimeSpan.FromSeconds(4));

        lease.Sending.UntilNext.ShouldBe(TimeSpan.FromSeconds(0.3));
    }

    [Fact]
    public async Task S2_A_lease_that_nobody_worked_under_gives_the_wait_back_as_it_was()
    {
        _bench.Store.NotBefore = Sample.Noon.AddSeconds(5);
        var lease = await _bench.AcquireAsync();

        await lease.GiveBackAsync(LeaseBench.Nothing, null);

        _bench.Store.NotBefore.ShouldBe(Sample.Noon.AddSeconds(5));
    }

    [Fact]
    public async Task No_stored_wait_is_obeyed_beyond_the_longest()
    {
        _bench.Store.NotBefore = Sample.Noon.AddYears(10);

        var lease = await _bench.TakeAsync(longestWait: TimeSpan.FromHours(1));

        lease.Sending.UntilNext.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Giving_back_stores_the_exact_rest_of_the_wait()
    {
        var lease = await _bench.TakeAsync(TimeSpan.FromSeconds(2));
        await lease.RenewAsync();
        lease.Sending.MarkSent(lease.Sending.Now);
        _bench.Clock.Advance(TimeSpan.FromSeconds(0.5));

        await lease.GiveBackAsync(LeaseBench.Nothing, TimeSpan.FromMinutes(1));

        var write = _bench.Store.Writes[^1];
        (write.Lease, write.Wait, write.Reserve, write.DueIn).ShouldBe((TimeSpan.Zero, TimeSpan.FromSeconds(1.5), TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        lease.MaySend.ShouldBeFalse();
    }

    [Fact]
    public async Task A_shorter_pause_does_not_end_a_longer_one()
    {
        var lease = await _bench.TakeAsync();
        lease.Sending.Defer(TimeSpan.FromSeconds(60));

        lease.Sending.Defer(TimeSpan.FromSeconds(5));

        lease.Sending.UntilNext.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_longer_interval_that_was_learned_counts_from_the_request_that_was_answered()
    {
        var lease = await _bench.TakeAsync();
        lease.Sending.Learn(lease.Sending.Pace, TimeSpan.FromSeconds(5));
        var before = lease.Sending.UntilNext;
        lease.Sending.MarkSent(lease.Sending.Now);
        _bench.Clock.Advance(TimeSpan.FromSeconds(2));

        lease.Sending.Learn(lease.Sending.Pace, TimeSpan.FromSeconds(9));
        var learned = lease.Sending.UntilNext;
        lease.Sending.Defer(TimeSpan.FromSeconds(60));
        lease.Sending.Learn(lease.Sending.Pace, TimeSpan.FromSeconds(9));

        (before, learned, lease.Sending.UntilNext).ShouldBe((TimeSpan.Zero, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task The_deadline_counts_from_before_the_renewal_and_leaves_time_to_abort()
    {
        var lease = await _bench.TakeAsync();
        _bench.Clock.Advance(TimeSpan.FromSeconds(20));

        var before = lease.UntilDeadline;
        await lease.RenewAsync();

        before.ShouldBe(TimeSpan.FromSeconds(9.5));
        lease.UntilDeadline.ShouldBe(TimeSpan.FromSeconds(29.5));
    }

    [Fact]
    public async Task A_silent_store_is_asked_again_until_the_deadline_and_not_longer()
    {
        var lease = await _bench.TakeAsync();
        _bench.Store.Silent = true;

        await Should.ThrowAsync<StoreUnavailableException>(() => _bench.Clock.PassUntilDone(lease.RenewAsync()));

        lease.Sending.Now.ShouldBeInRange(TimeSpan.FromSeconds(29.5), TimeSpan.FromSeconds(30.5));
        _bench.Store.Writes.Count.ShouldBeInRange(30, 40);
    }

    [Fact]
    public async Task A_store_that_answers_again_before_the_deadline_costs_nothing()
    {
        var lease = await _bench.TakeAsync();
        _bench.Store.Silent = true;
        var renewal = lease.RenewAsync();
        _bench.Clock.Pass(TimeSpan.FromSeconds(12));

        _bench.Store.Silent = false;
        await _bench.Clock.PassUntilDone(renewal);

        lease.UntilDeadline.ShouldBeInRange(TimeSpan.FromSeconds(16.5), TimeSpan.FromSeconds(17.5));
    }

    [Fact]
    public async Task S5_An_overtaken_lease_is_lost_at_its_next_write()
    {
        var lease = await _bench.TakeAsync();
        _bench.Store.Overtake();

        await Should.ThrowAsync<LeaseLostException>(() => lease.RenewAsync());
    }

    [Fact]
    public async Task A_write_names_what_the_holder_has_seen_of_operators()
    {
        _bench.Store.Control = new Control(Sample.Operation, ControlAction.Pause, 1);
        _bench.Store.Commands = [new HeadCommand { Id = "0000000000000000000000e1", Kind = HeadCommandKind.TestKey }];
        var lease = await _bench.TakeAsync();

        await lease.RenewAsync();

        _bench.Store.Writes[^1].SeenControl.ShouldBe(_bench.Store.Control);
        _bench.Store.Writes[^1].SeenCommands.ShouldBe(["0000000000000000000000e1"]);
    }

    [Fact]
    public async Task The_time_of_the_store_is_told_from_its_last_answer()
    {
        var lease = await _bench.TakeAsync();
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await lease.RenewAsync();

        _bench.Clock.Advance(TimeSpan.FromSeconds(3));

        lease.StoreNow.ShouldBe(Sample.Noon.AddSeconds(8));
    }

    [Fact]
    public async Task S1_No_request_leaves_that_could_not_be_renewed_a_third_of_the_lease_later()
    {
        var lease = await _bench.TakeAsync();
        lease.Sending.Defer(TimeSpan.FromSeconds(19.5));
        await lease.RenewAsync();

        _bench.Clock.Advance(TimeSpan.FromSeconds(19.5));

        (lease.UntilDeadline, lease.MaySend).ShouldBe((lease.RenewEvery, false));
    }

    [Fact]
    public async Task The_time_since_a_request_left_is_told_once()
    {
        var lease = await _bench.TakeAsync();
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));

        var before = lease.Sending.TakeBusyTime();
        lease.Sending.MarkSent(lease.Sending.Now);
        _bench.Clock.Advance(TimeSpan.FromSeconds(3));

        (before, lease.Sending.TakeBusyTime(), lease.Sending.TakeBusyTime()).ShouldBe((null, TimeSpan.FromSeconds(3), null));
        lease.Sending.MarkSent(lease.Sending.Now);
        lease.Sending.TakeBusyTime().ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(1000, 50)]
    [InlineData(60, 30)]
    [InlineData(0, 0)]
    public async Task A_checkpoint_can_wait_for_others_for_half_of_the_time_until_the_next_request_but_not_longer_than_50_ms(int interval, int patience)
    {
        var lease = await _bench.TakeAsync(TimeSpan.FromMilliseconds(interval));
        lease.Sending.MarkSent(lease.Sending.Now);

        await lease.RenewAsync();

        _bench.Store.Checkpoints[^1].Patience.ShouldBe(TimeSpan.FromMilliseconds(patience));
    }

    [Fact]
    public async Task A_checkpoint_that_a_person_waits_for_does_not_wait_for_others()
    {
        _bench.Store.Commands = [new HeadCommand { Id = "test", Kind = HeadCommandKind.TestKey }];
        var lease = await _bench.TakeAsync();
        lease.Sending.MarkSent(lease.Sending.Now);

        await lease.RenewAsync();
        _bench.Store.Commands = [];
        await lease.RenewAsync();
        await lease.RenewAsync();
        await lease.GiveBackAsync(LeaseBench.Nothing, TimeSpan.FromSeconds(5));

        _bench.Store.Checkpoints.Select(checkpoint => checkpoint.Patience.TotalMilliseconds).ShouldBe([0, 0, 50, 0]);
    }
}
