using Batchline.Engine.Accounts;
using Batchline.Engine.Pace;
using Batchline.Engine.Settings;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Pace;

public sealed class PacerTests
{
    private static readonly AccountPace Unset = new();
    private static readonly TimeSpan Close = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Without_a_quota_the_interval_is_the_least_one() =>
        Interval(Unset).ShouldBe(TimeSpan.FromSeconds(1));

    [Fact]
    public void An_account_has_its_own_interval() =>
        Interval(new AccountPace { MinInterval = TimeSpan.FromMilliseconds(250) }).ShouldBe(TimeSpan.FromMilliseconds(250));

    [Fact]
    public void Of_a_quota_96_percent_are_spread_over_its_window() =>
        Interval(Unset, new WorkizOptions { QuotaCalls = 20 }).ShouldBe(TimeSpan.FromSeconds(3.125), Close);

    [Fact]
    public void A_generous_quota_never_goes_below_the_least_interval() =>
        Interval(Unset, new WorkizOptions { QuotaCalls = 6_000 }).ShouldBe(TimeSpan.FromSeconds(1));

    [Fact]
    public void An_account_has_its_own_quota_and_window_before_the_settings_and_the_settings_before_what_was_learned()
    {
        var options = new WorkizOptions { QuotaCalls = 20 };
        var account = new AccountPace { QuotaCalls = 10, QuotaWindow = TimeSpan.FromSeconds(96) };
        var learned = new LearnedPace { LearnedCalls = 4 };

        Interval(account, options, learned).ShouldBe(TimeSpan.FromSeconds(10), Close);
        Interval(Unset, options, learned).ShouldBe(TimeSpan.FromSeconds(3.125), Close);
        Interval(Unset, new WorkizOptions(), learned).ShouldBe(TimeSpan.FromSeconds(15.625), Close);
    }

    [Fact]
    public void A_share_of_the_quota_makes_the_interval_longer() =>
        Interval(new AccountPace { QuotaCalls = 40, QuotaShare = 0.5 }).ShouldBe(TimeSpan.FromSeconds(3.125), Close);

    [Fact]
    public void S2_no_window_ever_holds_more_calls_than_the_share_of_the_quota()
    {
        Gen.Select(Gen.Int[1, 10_000], Gen.Double[0.1, 1], Gen.Int[1, 3_600]).Sample((calls, share, window) =>
        {
            var account = new AccountPace { QuotaCalls = calls, QuotaShare = share, QuotaWindow = TimeSpan.FromSeconds(window) };

            var interval = Interval(account);

            (window / interval.TotalSeconds).ShouldBeLessThanOrEqualTo(calls * share);
        });
    }

    [Fact]
    public void The_longest_wait_is_the_longest_of_the_interval_the_window_and_an_hour()
    {
        var minute = PaceTerms.Of(Unset, new WorkizOptions());
        var day = minute with { Window = TimeSpan.FromDays(1) };

        Pacer.LongestWait(minute, TimeSpan.FromSeconds(1)).ShouldBe(TimeSpan.FromHours(1));
        Pacer.LongestWait(day, TimeSpan.FromSeconds(1)).ShouldBe(TimeSpan.FromDays(1));
        Pacer.LongestWait(minute, TimeSpan.FromHours(3)).ShouldBe(TimeSpan.FromHours(3));
    }

    private static TimeSpan Interval(AccountPace account, WorkizOptions? options = null, LearnedPace? pace = null) =>
        Pacer.Interval(PaceTerms.Of(account, options ?? new WorkizOptions()), pace ?? new LearnedPace());
}
