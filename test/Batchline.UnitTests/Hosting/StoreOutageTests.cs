using Batchline.Engine.Record;
using Batchline.Hosting;
using Batchline.Stores;
using Batchline.UnitTests.Workiz;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Hosting;

public sealed class StoreOutageTests
{
    private static readonly StoreUnavailableException Failure = new("refused");

    private readonly FakeTimeProvider _clock = new();
    private readonly StoreHealth _health;
    private readonly LogLines<StoreOutage> _log = new();
    private readonly StoreOutage _outage;

    public StoreOutageTests()
    {
        _health = new StoreHealth(_clock);
        _outage = new StoreOutage(_health, _log);
    }

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public void A_store_that_goes_away_and_comes_back_is_told_once_each()
    {
        _outage.Begin(Failure);
        _outage.Begin(Failure);
        _outage.End();
        _outage.End();

        Starts().ShouldBe(["Error 600 The store does not answer", "Information 601 The store answers again"]);
    }

    [Fact]
    public void Reads_that_succeed_while_writes_are_refused_are_no_recovery()
    {
        foreach (var _ in Enumerable.Range(0, 20))
        {
            _health.Refused("its disk is full", "Free space there");
            _outage.Begin(Failure);
            _outage.End();
            _clock.Advance(TimeSpan.FromSeconds(3));
        }

        _log.Lines.ShouldBe(["Error 610 The database does not accept writes: its disk is full. Free space there; work then goes on by itself"]);
    }

    [Fact]
    public async Task The_probe_finds_out_that_writes_are_taken_again()
    {
        _health.Refused("its disk is full", "Free space there");
        _outage.End();
        var probe = new ProbeOf(() => _clock.Advance(TimeSpan.FromSeconds(5)));

        await new StoreProbe(_health, probe).RunAsync(TimeSpan.FromSeconds(1), TestEnd);
        _outage.End();

        probe.Asked.ShouldBe(1);
        Starts().ShouldBe(["Error 610 The database does not accept writes", "Information 611 The database accepts writes again"]);
    }

    [Fact]
    public async Task A_probe_that_is_refused_leaves_the_refusal()
    {
        _health.Refused("its disk is full", "Free space there");
        _clock.Advance(TimeSpan.FromMinutes(1));

        await Should.ThrowAsync<StoreUnavailableException>(
            new StoreProbe(_health, new ProbeOf(() => throw Failure)).RunAsync(TimeSpan.FromSeconds(1), TestEnd));

        _health.Refusal.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_store_that_takes_writes_is_not_probed()
    {
        var probe = new ProbeOf(() => { });

        await new StoreProbe(_health, probe).RunAsync(TimeSpan.FromSeconds(1), TestEnd);

        probe.Asked.ShouldBe(0);
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
