using Batchline.Engine;
using Batchline.Engine.Accounts;
using Batchline.Engine.Process;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Process;

public sealed class PacerTests
{
    private static readonly AccountPace Unset = new();

    [Fact]
    public void Without_a_quota_the_interval_is_the_least_one()
    {
        var options = new WorkizOptions();

        Pacer.Interval(Unset, options, new Pace()).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void An_account_has_its_own_interval()
    {
        var account = new AccountPace { MinInterval = TimeSpan.FromMilliseconds(250) };

        Pacer.Interval(account, new WorkizOptions(), new Pace()).ShouldBe(TimeSpan.FromMilliseconds(250));
    }

    [Fact]
    public void A_quota_is_spread_over_its_window()
    {
        var options = new WorkizOptions { QuotaCalls = 20 };

        Pacer.Interval(Unset, options, new Pace()).ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void A_generous_quota_never_goes_below_the_least_interval()
    {
        var options = new WorkizOptions { QuotaCalls = 6_000 };

        Pacer.Interval(Unset, options, new Pace()).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void An_account_has_its_own_quota_and_window_before_the_settings_and_the_settings_before_what_was_learned()
    {
        var options = new WorkizOptions { QuotaCalls = 20 };
        var account = new AccountPace { QuotaCalls = 10, QuotaWindow = TimeSpan.FromSeconds(100) };
        var learned = new Pace { LearnedCalls = 5 };

        Pacer.Interval(account, options, learned).ShouldBe(TimeSpan.FromSeconds(10));
        Pacer.Interval(Unset, options, learned).ShouldBe(TimeSpan.FromSeconds(3));
        Pacer.Interval(Unset, new WorkizOptions(), learned).ShouldBe(TimeSpan.FromSeconds(12));
    }

    [Fact]
    public void A_share_of_the_quota_makes_the_interval_longer()
    {
        var account = new AccountPace { QuotaCalls = 60, QuotaShare = 0.5 };

        Pacer.Interval(account, new WorkizOptions(), new Pace()).ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void S2_no_window_ever_holds_more_calls_than_the_share_of_the_quota()
    {
        Gen.Select(Gen.Int[1, 10_000], Gen.Double[0.1, 1], Gen.Int[1, 3_600]).Sample((calls, share, window) =>
        {
            var account = new AccountPace { QuotaCalls = calls, QuotaShare = share, QuotaWindow = TimeSpan.FromSeconds(window) };

            var interval = Pacer.Interval(account, new WorkizOptions(), new Pace());

            (window / interval.TotalSeconds).ShouldBeLessThanOrEqualTo(calls * share * 1.000_001);
        });
    }

    [Theory]
    [InlineData(null, 60)]
    [InlineData(30, 30)]
    [InlineData(0, 2)]
    [InlineData(-5, 2)]
    [InlineData(86_400, 3_600)]
    public void A_pause_lasts_between_the_least_interval_and_an_hour(int? retryAfter, int seconds)
    {
        var account = new AccountPace { MinInterval = TimeSpan.FromSeconds(2) };

        var pause = Pacer.Pause(account, new WorkizOptions(), retryAfter is { } wait ? TimeSpan.FromSeconds(wait) : null);

        pause.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void The_longest_wait_is_the_longest_of_the_interval_the_window_and_an_hour()
    {
        var day = new AccountPace { QuotaWindow = TimeSpan.FromDays(1) };

        Pacer.LongestWait(Unset, new WorkizOptions(), TimeSpan.FromSeconds(1)).ShouldBe(TimeSpan.FromHours(1));
        Pacer.LongestWait(day, new WorkizOptions(), TimeSpan.FromSeconds(1)).ShouldBe(TimeSpan.FromDays(1));
        Pacer.LongestWait(Unset, new WorkizOptions(), TimeSpan.FromHours(3)).ShouldBe(TimeSpan.FromHours(3));
    }
}
