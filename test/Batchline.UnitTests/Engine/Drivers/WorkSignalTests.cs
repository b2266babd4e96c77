using Batchline.Engine.Drivers;
using Batchline.Engine.Leadership;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Drivers;

public sealed class WorkSignalTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task A_signal_raised_before_the_wait_ends_it_at_once()
    {
        var signal = new WorkSignal(new RecentWork(_clock), _clock);
        signal.Raise();
        signal.Raise();

        await signal.WaitAsync(TimeSpan.FromHours(1), TestContext.Current.CancellationToken);

        signal.WaitAsync(TimeSpan.FromHours(1), TestContext.Current.CancellationToken).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task The_wait_ends_when_its_time_is_over()
    {
        var waiting = new WorkSignal(new RecentWork(_clock), _clock).WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        waiting.IsCompleted.ShouldBeFalse();

        _clock.Advance(TimeSpan.FromSeconds(1));

        await waiting;
    }

    [Fact]
    public async Task A_stop_is_passed_on()
    {
        using var stop = new CancellationTokenSource();
        var waiting = new WorkSignal(new RecentWork(_clock), _clock).WaitAsync(TimeSpan.FromSeconds(1), stop.Token);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }
}
