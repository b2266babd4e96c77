using Batchline.Engine.Operations;
using Batchline.Engine.Progress;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Progress;

public sealed class EtaEstimatorTests
{
    private readonly FakeTimeProvider _clock = new(Sample.Noon);
    private readonly EtaEstimator _estimator;

    public EtaEstimatorTests() => _estimator = new EtaEstimator(new DoneRates(_clock), Options.Create(new WorkizOptions()));

    [Fact]
    public void L3_The_rest_takes_as_long_as_the_account_that_needs_longest_at_its_pace()
    {
        var totals = At(done: 0, TimeSpan.FromSeconds(150));

        Estimate(totals).ShouldBe(TimeSpan.FromSeconds(150));
        Estimate(totals with { MostUnpaced = 149 }).ShouldBe(TimeSpan.FromSeconds(150));

        // One call a second, as the settings say.
        Estimate(totals with { MostUnpaced = 200 }).ShouldBe(TimeSpan.FromSeconds(200));
    }

    [Fact]
    public void Nobody_can_tell_when_no_account_is_at_work() => Estimate(At(done: 0, rest: null)).ShouldBeNull();

    [Fact]
    public void What_is_done_more_slowly_than_the_pace_allows_takes_longer()
    {
        Estimate(At(done: 0, TimeSpan.FromSeconds(100)));
        _clock.Advance(TimeSpan.FromSeconds(10));

        // 20 a second, and 9,800 left.
        Estimate(At(done: 200, TimeSpan.FromSeconds(98))).ShouldBe(TimeSpan.FromSeconds(490));
    }

    [Fact]
    public void A_rate_that_keeps_up_with_the_pace_changes_nothing()
    {
        Estimate(At(done: 0, TimeSpan.FromSeconds(100)));
        _clock.Advance(TimeSpan.FromSeconds(10));

        Estimate(At(done: 5_000, TimeSpan.FromSeconds(90))).ShouldBe(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public void The_rate_is_that_of_the_last_two_minutes()
    {
        foreach (var done in new[] { 0, 1_000, 1_100, 1_200, 1_300 })
        {
            Estimate(At(done, TimeSpan.FromSeconds(1)));
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        // In the last two minutes 200, and 8,600 are left.
        Estimate(At(done: 1_400, TimeSpan.FromSeconds(1))).ShouldBe(TimeSpan.FromSeconds(8_600 / (200 / 120.0)));
    }

    [Theory]
    [InlineData(4, 100)]
    [InlineData(60, 0)]
    [InlineData(60, 19)]
    public void A_moment_or_a_few_jobs_tell_no_rate(int seconds, long done)
    {
        Estimate(At(done: 0, TimeSpan.FromSeconds(100)));
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Estimate(At(done, TimeSpan.FromSeconds(50))).ShouldBe(TimeSpan.FromSeconds(50));
    }

    [Fact]
    public void A_pause_is_not_taken_for_a_slow_rate()
    {
        Estimate(At(done: 0, TimeSpan.FromSeconds(100)));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Estimate(At(done: 5_000, TimeSpan.FromSeconds(90)) with { Accounts = new Dictionary<AccountStateStatus, int> { [AccountStateStatus.Paused] = 1 } });
        _clock.Advance(TimeSpan.FromSeconds(100));

        Estimate(At(done: 5_001, TimeSpan.FromSeconds(80))).ShouldBe(TimeSpan.FromSeconds(80));
    }

    [Fact]
    public void Jobs_that_are_pending_again_begin_a_new_count()
    {
        Estimate(At(done: 5_000, TimeSpan.FromSeconds(100)));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Estimate(At(done: 4_000, TimeSpan.FromSeconds(100)));
        _clock.Advance(TimeSpan.FromSeconds(10));

        // 10 a second since, and 5,900 left.
        Estimate(At(done: 4_100, TimeSpan.FromSeconds(100))).ShouldBe(TimeSpan.FromSeconds(590));
    }

    private TimeSpan? Estimate(OperationTotals totals) => _estimator.Estimate(Sample.Operation, totals);

    private static OperationTotals At(long done, TimeSpan? rest) => new()
    {
        Accounts = new Dictionary<AccountStateStatus, int> { [AccountStateStatus.Processing] = 1 },
        Counters = new Counters { Total = 10_000, Completed = done },
        LongestRest = rest,
    };
}
