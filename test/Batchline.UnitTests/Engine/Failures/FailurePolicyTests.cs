using Batchline.Drivers;
using Batchline.Engine.Failures;
using Batchline.Stores.Rules;
using Batchline.UnitTests.Workiz;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Failures;

public sealed class FailurePolicyTests
{
    private static readonly StoreUnavailableException Failure = new("refused");

    private readonly FakeTimeProvider _clock = new();
    private readonly StoreHealth _health;
    private readonly LogLines<FailurePolicy> _log = new();
    private readonly FailurePolicy _failures;

    public FailurePolicyTests()
    {
        _health = new StoreHealth(_clock);
        _failures = new FailurePolicy(_health, _log);
    }

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public void A_store_that_goes_away_and_comes_back_is_told_once_each()
    {
        _failures.StoreFailed(Failure);
        _failures.StoreFailed(Failure);
        _failures.StoreAnswered();
        _failures.StoreAnswered();

        Starts().ShouldBe(["Error 600 The store does not answer", "Information 601 The store answers again"]);
    }

    [Fact]
    public void Reads_that_succeed_while_writes_are_refused_are_no_recovery()
    {
        foreach (var _ in Enumerable.Range(0, 20))
        {
            _health.Refused("its disk is full", "Free space there");
            _failures.StoreFailed(Failure);
            _failures.StoreAnswered();
            _clock.Advance(TimeSpan.FromSeconds(3));
        }

        _log.Lines.ShouldBe(["Error 610 The database refuses to work: its disk is full. Free space there; work then goes on by itself"]);
    }

    [Fact]
    public async Task The_probe_finds_out_that_writes_are_taken_again()
    {
        _health.Refused("its disk is full", "Free space there");
        _failures.StoreAnswered();
        var probe = new ProbeOf(() => _clock.Advance(TimeSpan.FromSeconds(5)));

        await new StoreProbe(_health, probe).RunAsync(TestEnd);
        _failures.StoreAnswered();

        probe.Asked.ShouldBe(1);
        Starts().ShouldBe(["Error 610 The database refuses to work", "Information 611 The database works again"]);
    }

    [Fact]
    public async Task A_probe_that_is_refused_leaves_the_refusal()
    {
        _health.Refused("its disk is full", "Free space there");
        _clock.Advance(TimeSpan.FromMinutes(1));

        await Should.ThrowAsync<StoreUnavailableException>(
            new StoreProbe(_health, new ProbeOf(() => throw Failure)).RunAsync(TestEnd));

        _health.Refusal.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_store_that_takes_writes_is_not_probed()
    {
        var probe = new ProbeOf(() => { });

        await new StoreProbe(_health, probe).RunAsync(TestEnd);

        probe.Asked.ShouldBe(0);
    }

    [Fact]
    public void A_fault_of_this_program_is_logged_each_time_and_rests_longer_each_time()
    {
        var rests = Enumerable.Range(1, 9).Select(time => _failures.Rest("a chore", new InvalidOperationException("a bug"), time).TotalSeconds);

        rests.ShouldBe([3, 6, 12, 24, 48, 96, 192, 300, 300]);
        _log.Lines.Count.ShouldBe(9);
        _log.Lines[^1].ShouldStartWith("Error 603 Failed unexpectedly, and is tried again in 00:05:00: a chore");
    }

    [Fact]
    public void A_store_that_is_away_is_asked_again_soon_however_often_it_failed()
    {
        _failures.Rest("a chore", Failure, 40).ShouldBe(TimeSpan.FromSeconds(2));

        Starts().ShouldBe(["Error 600 The store does not answer"]);
    }

    /// <summary>The lines without what stands behind their first sentence.</summary>
    private IEnumerable<string> Starts() => _log.Lines.Select(line => line.Split(';', ':')[0]);

    private sealed class ProbeOf(Action write) : IWriteProbe
    {
        public int Asked { get; private set; }

        public Task WriteAsync(CancellationToken cancellationToken)
        {
            Asked++;
            write();
            return Task.CompletedTask;
        }
    }
}
