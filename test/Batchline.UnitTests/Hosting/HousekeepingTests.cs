using Batchline.Engine.Record;
using Batchline.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Hosting;

public sealed class HousekeepingTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task A_chore_that_fails_harms_no_other()
    {
        var done = 0;
        var housekeeping = Keep(
            new Chore(_ => throw new InvalidOperationException("broken")),
            new Chore(_ => Task.FromResult(done++)));

        await housekeeping.DoAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        done.ShouldBe(1);
    }

    [Fact]
    public async Task A_chore_ends_with_its_budget()
    {
        var housekeeping = Keep(new Chore(cancelled => Task.Delay(Timeout.Infinite, cancelled)));

        var doing = housekeeping.DoAsync(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(2));
        doing.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));

        await doing;
    }

    [Fact]
    public async Task A_stop_passes_through()
    {
        using var stop = new CancellationTokenSource();
        var housekeeping = Keep(new Chore(cancelled => Task.Delay(Timeout.Infinite, cancelled)));

        var doing = housekeeping.DoAsync(TimeSpan.FromSeconds(3), stop.Token);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(doing);
    }

    private Housekeeping Keep(params IChore[] chores) =>
        new(chores, new StoreOutage(new StoreHealth(_clock), NullLogger<StoreOutage>.Instance), _clock, NullLogger<Housekeeping>.Instance);

    private sealed class Chore(Func<CancellationToken, Task> run) : IChore
    {
        public string Name => "a chore";

        public Task RunAsync(TimeSpan budget, CancellationToken cancellationToken) => run(cancellationToken);
    }
}
