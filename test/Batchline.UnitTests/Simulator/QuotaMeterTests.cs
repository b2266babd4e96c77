using Batchline.Simulator.Quota;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Simulator;

public sealed class QuotaMeterTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Without_a_rule_everything_passes()
    {
        var meter = new QuotaMeter(null);

        Enumerable.Range(0, 1_000).ShouldAllBe(second => meter.Refuse(TimeSpan.Zero) == null);
    }

    [Fact]
    public void A_sliding_window_lets_the_next_call_pass_when_the_oldest_is_a_window_old()
    {
        var meter = new QuotaMeter(new QuotaRule(2, Minute, QuotaKind.Sliding));

        meter.Refuse(At(10)).ShouldBeNull();
        meter.Refuse(At(30)).ShouldBeNull();
        meter.Refuse(At(40)).ShouldBe(TimeSpan.FromSeconds(30));
        meter.Refuse(At(69.999)).ShouldBe(TimeSpan.FromSeconds(0.001));
        meter.Refuse(At(70)).ShouldBeNull();
        meter.Refuse(At(71)).ShouldBe(TimeSpan.FromSeconds(19));
    }

    [Fact]
    public void A_fixed_window_starts_again_at_its_boundary()
    {
        var meter = new QuotaMeter(new QuotaRule(2, Minute, QuotaKind.Fixed));

        meter.Refuse(At(58)).ShouldBeNull();
        meter.Refuse(At(59)).ShouldBeNull();
        meter.Refuse(At(59.5)).ShouldBe(TimeSpan.FromSeconds(0.5));
        meter.Refuse(At(60)).ShouldBeNull();
        meter.Refuse(At(61)).ShouldBeNull();
        meter.Refuse(At(62)).ShouldBe(TimeSpan.FromSeconds(58));
    }

    [Fact]
    public void A_lowered_quota_counts_the_calls_made_before()
    {
        var meter = new QuotaMeter(new QuotaRule(3, Minute, QuotaKind.Sliding));
        foreach (var second in new[] { 1, 2, 3 })
            meter.Refuse(At(second)).ShouldBeNull();

        meter.Rule = new QuotaRule(1, Minute, QuotaKind.Sliding);

        meter.Refuse(At(4)).ShouldBe(TimeSpan.FromSeconds(59));
        meter.Refuse(At(63)).ShouldBeNull();
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
