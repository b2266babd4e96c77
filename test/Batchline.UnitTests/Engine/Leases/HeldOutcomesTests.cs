using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Leases;
using Batchline.Engine.Operations;
using Batchline.Engine.Pace;
using Batchline.Engine.Records;
using Batchline.Engine.Sending;
using Batchline.Engine.Settings;
using Batchline.Engine.Telemetry;
using Batchline.Engine.Workiz;
using Batchline.UnitTests.Engine.Slices;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Leases;

public sealed class HeldOutcomesTests : IDisposable
{
    private static readonly WorkizAnswer Alive = new WorkizAnswer.Alive();
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan NoEnd = TimeSpan.FromHours(1);
    private readonly LeaseBench _bench = new();
    private readonly RequestSlots _slots = new(Options.Create(new ProcessOptions()));

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _slots.Dispose();

    [Fact]
    public async Task Outcomes_without_a_pause_between_are_written_together_in_order()
    {
        var lease = await ReadyAsync(TimeSpan.Zero);
        var before = _bench.Store.Checkpoints.Count;

        foreach (var uuid in (string[])["A", "B"])
            await lease.CommitSoonAsync(Outcome(uuid));
        _bench.Store.Checkpoints.Count.ShouldBe(before);
        lease.Body.LastSyncedAt.ShouldBe(Sample.Noon);
        await lease.CommitAsync(LeaseBench.Nothing with { Jobs = [Touch("C")] });

        _bench.Store.Checkpoints[^1].Jobs.Select(job => job.Uuid).ShouldBe(["A", "B", "C"]);
        await lease.FlushAsync();
        _bench.Store.Checkpoints.Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task What_was_written_is_not_written_again()
    {
        var lease = await ReadyAsync(TimeSpan.Zero);

        foreach (var uuid in (string[])["A", "B"])
        {
            await lease.CommitSoonAsync(Outcome(uuid));
            await lease.FlushAsync();
        }

        _bench.Store.Checkpoints[^1].Jobs.Select(job => job.Uuid).ShouldBe(["B"]);
    }

    [Fact]
    public async Task The_first_of_several_outcomes_waits_no_longer_than_100_ms()
    {
        var lease = await ReadyAsync(TimeSpan.Zero);
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await lease.CommitSoonAsync(Outcome("A"));
        _bench.Clock.Advance(TimeSpan.FromMilliseconds(60));
        await lease.CommitSoonAsync(Outcome("B"));
        var before = _bench.Store.Checkpoints.Count;

        _bench.Clock.Advance(TimeSpan.FromMilliseconds(40));
        await lease.CommitSoonAsync(Outcome("C"));

        _bench.Store.Checkpoints.Count.ShouldBe(before + 1);
        _bench.Store.Checkpoints[^1].Jobs.Select(job => job.Uuid).ShouldBe(["A", "B", "C"]);
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(0, 5)]
    public async Task An_outcome_is_written_at_once_where_the_next_request_waits_for_the_pace_or_a_pause(int interval, int pause)
    {
        var lease = await ReadyAsync(TimeSpan.FromMilliseconds(interval));
        lease.Sending.Defer(TimeSpan.FromSeconds(pause));

        await lease.CommitSoonAsync(Outcome("A"));

        _bench.Store.Checkpoints[^1].Jobs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Outcomes_of_a_paced_account_are_written_at_once()
    {
        var lease = await ReadyAsync(TimeSpan.FromSeconds(1));
        lease.Sending.MarkSent(lease.Sending.Now);

        await lease.CommitSoonAsync(Outcome("A"));

        _bench.Store.Checkpoints[^1].Jobs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_hundred_outcomes_are_written_although_no_time_has_passed()
    {
        var lease = await ReadyAsync(TimeSpan.Zero);
        var before = _bench.Store.Checkpoints.Count;

        for (var job = 1; job < 100; job++)
            await lease.CommitSoonAsync(Outcome($"J{job}"));
        _bench.Store.Checkpoints.Count.ShouldBe(before);
        await lease.CommitSoonAsync(Outcome("J100"));

        _bench.Store.Checkpoints.Count.ShouldBe(before + 1);
        _bench.Store.Checkpoints[^1].Jobs.Count.ShouldBe(100);
        lease.Body.ShouldBe(lease.Head.Body);
    }

    [Fact]
    public async Task No_outcome_waits_longer_than_100_ms_while_the_next_request_is_out()
    {
        var lease = await ReadyAsync(TimeSpan.Zero);
        await lease.CommitSoonAsync(Outcome("A"));
        var sending = Sender(lease).SendAsync(AfterAFewSecondsAsync, Budget, NoEnd, TestEnd);
        var before = _bench.Store.Checkpoints.Count;

        _bench.Clock.Advance(TimeSpan.FromMilliseconds(99));
        _bench.Store.Checkpoints.Count.ShouldBe(before);
        _bench.Clock.Advance(TimeSpan.FromMilliseconds(1));

        _bench.Store.Checkpoints[^1].Jobs.Select(job => job.Uuid).ShouldBe(["A"]);
        (await _bench.Clock.PassUntilDone(sending)).ShouldBe(Alive);
        _bench.Store.Checkpoints.Count.ShouldBe(before + 1);
    }

    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    public async Task S6_Without_a_checkpoint_a_request_leaves_only_when_the_head_was_read_within_200_ms(int milliseconds, bool asks)
    {
        var lease = await ReadyAsync(TimeSpan.Zero);
        _bench.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        await lease.CommitSoonAsync(Outcome("A"));
        var before = _bench.Store.Checkpoints.Count;

        (await Sender(lease).SendAsync(_ => Task.FromResult(Alive), Budget, NoEnd, TestEnd)).ShouldBe(Alive);

        _bench.Store.Checkpoints.Count.ShouldBe(asks ? before + 1 : before);
    }

    [Fact]
    public async Task S6_What_an_operator_wants_is_heard_before_the_second_request_behind_an_old_checkpoint()
    {
        var lease = await ReadyAsync(TimeSpan.Zero);
        _bench.Clock.Advance(Lease.ControlSeenWithin);
        _bench.Store.Control = new Control(Sample.Operation, ControlAction.Pause, 1);

        var first = await Sender(lease).SendAsync(_ => Task.FromResult(Alive), Budget, NoEnd, TestEnd);
        await lease.CommitSoonAsync(Outcome("A"));
        var second = await Sender(lease).SendAsync(_ => throw new InvalidOperationException("A request left."), Budget, NoEnd, TestEnd);

        first.ShouldBe(Alive);
        second.ShouldBeNull();
        lease.Head.Control.ShouldBe(_bench.Store.Control);
        _bench.Store.Checkpoints[^1].Jobs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_takes_longer_than_an_account_may_go_without_looking_lets_a_request_leave_behind_each_checkpoint()
    {
        var lease = await ReadyAsync(TimeSpan.Zero);
        _bench.Store.Takes = Lease.ControlSeenWithin * 2;
        await _bench.Clock.PassUntilDone(lease.RenewAsync());
        var before = _bench.Store.Checkpoints.Count;

        for (var sent = 0; sent < 3; sent++)
        {
            (await _bench.Clock.PassUntilDone(Sender(lease).SendAsync(_ => Task.FromResult(Alive), Budget, NoEnd, TestEnd))).ShouldBe(Alive);
            await lease.CommitSoonAsync(Outcome($"J{sent}"));
        }

        _bench.Store.Checkpoints.Count.ShouldBe(before + 2);
    }

    private async Task<Lease> ReadyAsync(TimeSpan interval)
    {
        var lease = await _bench.TakeAsync(interval);
        await lease.RenewAsync();
        return lease;
    }

    private PacedSender Sender(Lease lease) => new(lease, new PaceTerms(lease.Sending.Interval, null, TimeSpan.FromMinutes(1), 1), new WorkizAccess(new ScriptedWorkiz(_bench.Clock), _slots, new HostCircuit(_bench.Clock), new Instruments(), Options.Create(new WorkizOptions())));

    private static CheckpointDraft Outcome(string uuid) =>
        new CheckpointDraft(new HeadBody { LastSyncedAt = Sample.Noon }) { Jobs = [Touch(uuid)] };

    private static JobWrite Touch(string uuid) => new() { Uuid = uuid, Kind = JobWriteKind.Touch, At = Sample.Noon };

    private async Task<WorkizAnswer> AfterAFewSecondsAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(5), _bench.Clock, cancellationToken);
        return Alive;
    }
}
