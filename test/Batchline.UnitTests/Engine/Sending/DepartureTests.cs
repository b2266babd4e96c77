using Batchline.Engine.Faults;
using Batchline.Engine.Leases;
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

/// <summary>A request leaves when its connection is open, which may be long after it was begun.</summary>
public sealed class DepartureTests : IDisposable
{
    private static readonly WorkizAnswer Alive = new WorkizAnswer.Alive();
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly LeaseBench _bench = new();
    private readonly RequestSlots _slots = new(Options.Create(new ProcessOptions()));
    private readonly List<TimeSpan> _left = [];

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _slots.Dispose();

    [Fact]
    public async Task S2_The_pace_counts_from_when_a_request_left_not_from_when_it_was_begun()
    {
        var sender = Sender(await _bench.TakeAsync(Interval));

        await SendAsync(sender, TimeSpan.FromMilliseconds(80));
        await SendAsync(sender, TimeSpan.Zero);

        _left.ShouldBe([TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(180)]);
    }

    [Fact]
    public async Task S2_A_request_whose_connection_opens_after_its_window_does_not_leave_and_is_reserved_again()
    {
        var lease = await _bench.TakeAsync(Interval);
        await lease.RenewAsync();
        var writes = _bench.Store.Writes.Count;

        // The first two connections take longer than the window, which grows to 2 and 4 s.
        await SendAsync(Sender(lease), TimeSpan.FromSeconds(3));

        _left.ShouldBe([TimeSpan.FromSeconds(9)]);
        _bench.Store.Writes.Skip(writes).Select(write => write.Reserve).ShouldBe([TimeSpan.FromSeconds(2.1), TimeSpan.FromSeconds(4.1)]);
    }

    [Fact]
    public async Task Where_no_connection_opens_the_pace_counts_from_the_attempt()
    {
        var lease = await _bench.TakeAsync(TimeSpan.FromSeconds(2));
        var sender = Sender(lease);

        await _bench.Clock.PassUntilDone(sender.SendAsync(
            async (_, abort) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(5), _bench.Clock, abort);
                return new WorkizAnswer.Transient("no connection");
            },
            TimeSpan.FromSeconds(50),
            TimeSpan.FromHours(1),
            TestEnd));

        lease.Sending.UntilNext.ShouldBe(TimeSpan.Zero);
    }

    private PacedSender Sender(Lease lease) =>
        new(lease, new PaceTerms(lease.Sending.Interval, null, TimeSpan.FromMinutes(1), 1), new WorkizAccess(new ScriptedWorkiz(_bench.Clock), _slots, new HostCircuit(_bench.Clock), new Instruments(), Options.Create(new WorkizOptions())));

    /// <summary>The connection takes so long to open.</summary>
    private async Task SendAsync(PacedSender sender, TimeSpan connecting) =>
        (await _bench.Clock.PassUntilDone(sender.SendAsync(
            async (leave, abort) =>
            {
                await Task.Delay(connecting, _bench.Clock, abort);
                if (!leave())
                    return new WorkizAnswer.NotSent();
                _left.Add(_bench.Clock.GetUtcNow() - Sample.Noon);
                return Alive;
            },
            TimeSpan.FromSeconds(50),
            TimeSpan.FromHours(1),
            TestEnd))).ShouldBe(Alive);
}
