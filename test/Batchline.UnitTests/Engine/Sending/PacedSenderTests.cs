using Batchline.Engine.Failures;
using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Leases;
using Batchline.Engine.Operations;
using Batchline.Engine.Pace;
using Batchline.Engine.Sending;
using Batchline.Engine.Settings;
using Batchline.Engine.Telemetry;
using Batchline.Engine.Workiz;
using Batchline.UnitTests.Engine.Leases;
using Batchline.UnitTests.Engine.Slices;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Sending;

public sealed class PacedSenderTests : IDisposable
{
    private static readonly WorkizAnswer Alive = new WorkizAnswer.Alive();
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan NoEnd = TimeSpan.FromHours(1);
    private readonly LeaseBench _bench = new();
    private readonly RequestSlots _slots = new(Options.Create(new ProcessOptions { MaxParallelAccounts = 1 }));
    private readonly List<DateTimeOffset> _sent = [];
    private readonly HostCircuit _host;

    public PacedSenderTests() => _host = new HostCircuit(_bench.Clock);

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _slots.Dispose();

    [Fact]
    public async Task S2_Requests_leave_an_interval_apart()
    {
        var sender = Sender(await _bench.TakeAsync(TimeSpan.FromSeconds(2)));

        for (var request = 0; request < 4; request++)
            (await _bench.Clock.PassUntilDone(sender.SendAsync(Answered, Budget, NoEnd, TestEnd))).ShouldBe(Alive);

        _sent.Select(at => (at - Sample.Noon).TotalSeconds).ShouldBe([0, 2, 4, 6]);
    }

    [Fact]
    public async Task A_lease_is_renewed_every_third_while_a_request_is_out()
    {
        var sender = Sender(await _bench.TakeAsync());
        var sending = sender.SendAsync(token => AfterAsync(TimeSpan.FromSeconds(95), token), TimeSpan.FromMinutes(5), NoEnd, TestEnd);
        var before = _bench.Store.Writes.Count;

        (await _bench.Clock.PassUntilDone(sending)).ShouldBe(Alive);

        (_bench.Store.Writes.Count - before).ShouldBe(9);
    }

    [Fact]
    public async Task S1_A_request_is_aborted_at_the_deadline_when_the_store_is_silent()
    {
        var lease = await _bench.TakeAsync();
        var aborted = TimeSpan.Zero;
        var sending = Sender(lease).SendAsync(
            async token =>
            {
                await using var _ = token.Register(() => aborted = lease.Sending.Now);
                return await AfterAsync(TimeSpan.FromMinutes(10), token);
            },
            Budget,
            NoEnd,
            TestEnd);

        _bench.Store.Silent = true;
        await Should.ThrowAsync<StoreUnavailableException>(() => _bench.Clock.PassUntilDone(sending));

        aborted.ShouldBe(TimeSpan.FromSeconds(29.5));
    }

    [Fact]
    public async Task A_request_that_is_out_is_aborted_when_the_lease_is_overtaken()
    {
        var token = CancellationToken.None;
        var sending = Sender(await _bench.TakeAsync()).SendAsync(abort => AfterAsync(TimeSpan.FromMinutes(10), token = abort), Budget, NoEnd, TestEnd);

        _bench.Store.Overtake();
        await Should.ThrowAsync<LeaseLostException>(() => _bench.Clock.PassUntilDone(sending));

        token.IsCancellationRequested.ShouldBeTrue();
        _bench.Clock.GetUtcNow().ShouldBe(Sample.Noon.AddSeconds(10));
    }

    [Fact]
    public async Task A_stop_ends_the_wait_for_the_pace()
    {
        using var stop = new CancellationTokenSource();
        var lease = await _bench.TakeAsync();
        lease.Sending.Defer(TimeSpan.FromSeconds(10));
        var sending = Sender(lease).SendAsync(Answered, Budget, NoEnd, stop.Token);

        await stop.CancelAsync();

        (await sending).ShouldBeNull();
        _sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stop_lets_the_request_that_is_out_finish()
    {
        using var stop = new CancellationTokenSource();
        var sending = Sender(await _bench.TakeAsync()).SendAsync(token => AfterAsync(TimeSpan.FromSeconds(15), token), Budget, NoEnd, stop.Token);

        await stop.CancelAsync();

        (await _bench.Clock.PassUntilDone(sending)).ShouldBe(Alive);
    }

    [Fact]
    public async Task S6_What_an_operator_wants_ends_the_wait_when_the_reservation_is_made_again()
    {
        var sender = Sender(await _bench.TakeAsync());
        _bench.Store.Control = new Control(Sample.Operation, ControlAction.Pause, 1);

        var answer = await _bench.Clock.PassUntilDone(sender.SendAsync(Answered, Budget, NoEnd, TestEnd));

        answer.ShouldBeNull();
        _sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_queued_command_ends_the_wait()
    {
        var sender = Sender(await _bench.TakeAsync());
        _bench.Store.Commands = [new HeadCommand { Id = "0000000000000000000000e1", Kind = HeadCommandKind.TestKey }];

        var answer = await _bench.Clock.PassUntilDone(sender.SendAsync(Answered, Budget, NoEnd, TestEnd));

        answer.ShouldBeNull();
        _sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(6, 5)]
    [InlineData(16, 60)]
    public async Task A_wait_longer_than_the_patience_or_half_the_lease_is_not_begun(int wait, int patience)
    {
        var lease = await _bench.TakeAsync();
        lease.Sending.Defer(TimeSpan.FromSeconds(wait));

        var sending = Sender(lease).SendAsync(Answered, TimeSpan.FromSeconds(patience), NoEnd, TestEnd);

        sending.IsCompleted.ShouldBeTrue();
        (await sending).ShouldBeNull();
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(15, 60)]
    public async Task A_wait_as_long_as_the_patience_or_half_the_lease_is_waited(int wait, int patience)
    {
        var lease = await _bench.TakeAsync();
        lease.Sending.Defer(TimeSpan.FromSeconds(wait));
        await lease.RenewAsync();

        var sending = Sender(lease).SendAsync(Answered, TimeSpan.FromSeconds(patience), NoEnd, TestEnd);

        (await _bench.Clock.PassUntilDone(sending)).ShouldBe(Alive);
        _sent.ShouldBe([Sample.Noon.AddSeconds(wait)]);
    }

    [Fact]
    public async Task A_429_pauses_the_account_as_long_as_it_says_and_a_good_answer_then_tells_the_quota()
    {
        var lease = await _bench.TakeAsync();
        var sender = Sender(lease);

        await AnswerAsync(sender, Alive);
        await AnswerAsync(sender, new WorkizAnswer.QuotaReached(TimeSpan.FromSeconds(12), "429"));
        var pause = lease.Sending.UntilNext;
        await AnswerAsync(sender, Alive);

        pause.ShouldBe(TimeSpan.FromSeconds(12.6));
        lease.Sending.Pace.LearnedCalls.ShouldBe(1);
        lease.Sending.Interval.ShouldBe(TimeSpan.FromSeconds(62.5));
    }

    [Fact]
    public async Task How_long_a_call_takes_the_account_is_known_when_the_next_one_is_due()
    {
        var lease = await _bench.TakeAsync();
        var sender = Sender(lease);
        await _bench.Clock.PassUntilDone(sender.SendAsync(token => AfterAsync(TimeSpan.FromSeconds(3), token), Budget, NoEnd, TestEnd));
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));

        await AnswerAsync(sender, Alive);

        lease.Sending.Pace.CallTime.ShouldBe(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task An_answer_that_says_nothing_about_the_quota_is_only_counted()
    {
        var lease = await _bench.TakeAsync();
        var sender = Sender(lease);
        await AnswerAsync(sender, new WorkizAnswer.QuotaReached(null, "429"));

        await AnswerAsync(sender, new WorkizAnswer.Transient("503"));

        lease.Sending.Pace.Overrun.ShouldNotBeNull();
        lease.Sending.Pace.Calls.Slots.Sum().ShouldBe(1);
    }

    [Fact]
    public async Task Any_proper_answer_says_that_the_host_is_up()
    {
        var sender = Sender(await _bench.TakeAsync());
        foreach (var number in (int[])[1, 2, 3])
            _host.Failed(new($"{number:x24}"), "503");

        await AnswerAsync(sender, new WorkizAnswer.Transient("503"));
        var before = sender.HostIsDown;
        await AnswerAsync(sender, new WorkizAnswer.QuotaReached(null, "429"));

        (before, sender.HostIsDown).ShouldBe((true, false));
    }

    [Fact]
    public async Task With_a_new_key_nothing_is_known_of_the_quota()
    {
        var lease = await _bench.TakeAsync();
        lease.Sending.Learn(new LearnedPace { LearnedCalls = 4 }, TimeSpan.FromSeconds(16));

        Sender(lease, TimeSpan.FromSeconds(2)).Forget();

        (lease.Sending.Pace.LearnedCalls, lease.Sending.Interval).ShouldBe((null, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task A_request_that_waited_too_long_for_a_slot_reserves_again()
    {
        await _slots.TakeAsync();
        var lease = await _bench.TakeAsync();
        await lease.RenewAsync();
        var sending = Sender(lease).SendAsync(Answered, Budget, NoEnd, TestEnd);
        _bench.Clock.Pass(TimeSpan.FromSeconds(5));
        _sent.ShouldBeEmpty();

        _slots.Release();

        (await sending).ShouldBe(Alive);
        _bench.Store.NotBefore.ShouldBe(Sample.Noon.AddSeconds(7));
    }

    [Fact]
    public async Task A_request_without_its_answer_in_time_is_aborted_and_the_pace_begins_anew()
    {
        var lease = await _bench.TakeAsync();
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));

        var late = Should.Throw<OutOfTimeException>(() => Turns.PassUntilDone(_bench.Clock, () => Sender(lease).SendAsync(
            token => AfterAsync(TimeSpan.FromMinutes(1), token), Budget, TimeSpan.FromSeconds(12), TestEnd)));

        late.Given.ShouldBe(TimeSpan.FromSeconds(7));
        lease.Sending.Now.ShouldBe(TimeSpan.FromSeconds(12));
        lease.Sending.UntilNext.ShouldBe(lease.Sending.Interval);
        lease.Sending.Pace.Calls.Slots.Sum().ShouldBe(1);
    }

    [Fact]
    public async Task A_slot_is_not_waited_for_longer_than_the_patience()
    {
        await _slots.TakeAsync();
        var lease = await _bench.TakeAsync();
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        var sending = Sender(lease).SendAsync(Answered, TimeSpan.FromSeconds(3), NoEnd, TestEnd);

        _bench.Clock.Pass(TimeSpan.FromSeconds(3));

        (await sending).ShouldBeNull();
        _sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_patience_a_slot_is_taken_only_where_one_is_free()
    {
        var free = await _slots.TryTakeAsync(TimeSpan.Zero, _bench.Clock);

        (free, await _slots.TryTakeAsync(TimeSpan.Zero, _bench.Clock)).ShouldBe((true, false));
    }

    [Fact]
    public async Task An_account_that_waits_for_its_pace_takes_no_slot()
    {
        var lease = await _bench.TakeAsync();
        lease.Sending.Defer(TimeSpan.FromSeconds(10));
        var sending = Sender(lease).SendAsync(Answered, Budget, NoEnd, TestEnd);

        var taken = _slots.TakeAsync();

        taken.IsCompleted.ShouldBeTrue();
        _slots.Release();
        await _bench.Clock.PassUntilDone(sending);
    }

    private PacedSender Sender(Lease lease) => Sender(lease, lease.Sending.Interval);

    private PacedSender Sender(Lease lease, TimeSpan interval) =>
        new(lease, new PaceTerms(interval, null, TimeSpan.FromMinutes(1), 1), new WorkizAccess(new ScriptedWorkiz(_bench.Clock), _slots, _host, new Instruments(), Options.Create(new WorkizOptions())));

    private Task<WorkizAnswer?> AnswerAsync(PacedSender sender, WorkizAnswer answer) =>
        _bench.Clock.PassUntilDone(sender.SendAsync(_ => Task.FromResult(answer), Budget, NoEnd, TestEnd));

    private Task<WorkizAnswer> Answered(CancellationToken cancellationToken)
    {
        _sent.Add(_bench.Clock.GetUtcNow());
        return Task.FromResult(Alive);
    }

    private async Task<WorkizAnswer> AfterAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await Task.Delay(time, _bench.Clock, cancellationToken);
        return Alive;
    }
}
