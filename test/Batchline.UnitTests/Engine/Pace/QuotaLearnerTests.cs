using Batchline.Engine.Pace;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Pace;

/// <summary>The learner against a remote that keeps its quota to itself, with windows that slide or stand.</summary>
public sealed class QuotaLearnerTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private static readonly Gen<Remote> Remotes = Gen.Select(
        Gen.Int[10, 120], Gen.Double[0, 1], Gen.Bool, Gen.Bool, Gen.Double[0, 0.9], Gen.Int[0, 100], Gen.Int[0, 1_000_000],
        (calls, phase, slides, announces, hurry, jitter, seed) => new Remote(calls, phase, slides, announces, hurry, jitter, seed));

    /// <summary>What Workiz is known for, and its neighbours, wherever a standing window begins.</summary>
    [Theory]
    [InlineData(20, 0.3)]
    [InlineData(30, 0.01)]
    [InlineData(30, 0.5)]
    [InlineData(60, 0.9)]
    public void A_quota_is_used_to_85_percent_with_at_most_one_429_in_ten_windows(int calls, double hurry)
    {
        for (var phase = 0; phase < 20; phase++)
        {
            foreach (var (slides, announces) in new[] { (true, false), (true, true), (false, false), (false, true) })
            {
                var (account, remote) = Of(new Remote(calls, phase / 20.0, slides, announces, hurry, 50, phase));
                account.RunFor(3 * Window);

                Settled(account, remote, 30, odd: 0, part: 0.85);
            }
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(60)]
    public void Of_a_share_of_one_half_about_half_of_the_quota_is_used(int calls)
    {
        for (var phase = 0; phase < 20; phase++)
        {
            foreach (var (slides, announces) in new[] { (true, false), (true, true), (false, false), (false, true) })
            {
                var (account, remote) = Of(new Remote(calls, phase / 20.0, slides, announces, 0.3, 50, phase), 0.5);
                account.RunFor(3 * Window);
                var from = account.Now;
                account.RunFor(20 * Window);

                var used = remote.LetIn.Count(call => call >= from) / 20.0 / calls;
                used.ShouldBeInRange(0.85 * 0.5, 0.6, $"learned {account.Pace.LearnedCalls} of {calls}, phase {phase}, slides {slides}, announces {announces}");
            }
        }
    }

    [Fact]
    public void From_a_cold_start_it_settles_within_three_windows_and_uses_the_quota()
    {
        Remotes.Sample(given =>
        {
            var (account, remote) = Of(given);

            account.RunFor(3 * Window);

            Settled(account, remote, 30);
        });
    }

    [Fact]
    public void A_halved_quota_is_followed_within_three_windows()
    {
        Gen.Select(Remotes, Gen.Double[3, 30]).Sample((given, windows) =>
        {
            var (account, remote) = Of(given with { Calls = given.Calls * 2 });
            account.RunFor(windows * Window);

            remote.Calls = given.Calls;
            account.RunFor(3 * Window);

            Settled(account, remote, 20);
        });
    }

    [Fact]
    public void A_doubled_quota_is_followed_within_fifteen_windows()
    {
        Gen.Select(Remotes, Gen.Double[3, 30]).Sample((given, windows) =>
        {
            var (account, remote) = Of(given with { Hurry = given.Hurry / 2 });
            account.RunFor(windows * Window);

            remote.Calls = given.Calls * 2;
            account.RunFor(15 * Window);

            Settled(account, remote, 20);
        });
    }

    [Fact]
    public void With_a_share_it_uses_that_part_and_tries_more_the_more_seldom()
    {
        Remotes.Sample(given =>
        {
            var (account, remote) = Of(given, share: 0.5);
            account.RunFor(3 * Window);
            var from = account.Now;

            account.RunFor(20 * Window);

            var used = remote.LetIn.Count(call => call >= from) / 20.0 / remote.Calls;
            used.ShouldBeInRange(0.24, 0.96, $"learned {account.Pace.LearnedCalls} of {remote.Calls}");
        });
    }

    [Fact]
    public void Wherever_the_clock_jumps_it_goes_on_and_finds_the_quota_again()
    {
        Gen.Select(Remotes, Gen.Double[1, 15], Gen.Int[-100_000, 100_000]).Sample((given, windows, seconds) =>
        {
            var (account, remote) = Of(given);
            account.RunFor(windows * Window);

            account.ClockJump = TimeSpan.FromSeconds(seconds);
            account.RunFor(20 * Window);

            Settled(account, remote, 20);
        });
    }

    [Fact]
    public void An_account_that_is_never_let_in_asks_less_and_less()
    {
        var (account, remote) = Of(new Remote(30, 0, true, false, 0.5, 0, 1));
        account.RunFor(5 * Window);
        var asked = remote.Refused.Count;

        remote.Calls = 0;
        account.RunFor(24 * 60 * Window);

        (remote.Refused.Count - asked).ShouldBeLessThan(45);
        (account.Pace.LearnedCalls ?? 0).ShouldBeInRange(27, 30);
    }

    [Theory]
    [InlineData(30, 30.6)]
    [InlineData(0, 5)]
    [InlineData(-5, 5)]
    [InlineData(86_400, 3_600)]
    public void What_Workiz_says_to_wait_is_waited_within_bounds(int retryAfter, double seconds)
    {
        var terms = new PaceTerms(TimeSpan.FromSeconds(1), null, Window, 1);

        var (_, pause) = QuotaLearner.OnRefused(new LearnedPace(), terms, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(retryAfter));

        pause.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void A_quota_that_is_set_is_not_learned()
    {
        var terms = new PaceTerms(TimeSpan.Zero, 60, Window, 1);
        var remote = new HiddenQuota(30, Window, true, TimeSpan.Zero);
        var account = new PacedAccount(terms, remote, new Random(1));

        account.RunFor(10 * Window);

        account.Pace.LearnedCalls.ShouldBeNull();
        remote.Refused.Count.ShouldBeGreaterThan(5);
    }

    /// <summary>
    /// One case in some thousands settles a little too low, or asks once or twice more, until the next probe: a burst that
    /// stood on the boundary of two windows. So the random ones are judged a little more gently.
    /// </summary>
    private static void Settled(PacedAccount account, HiddenQuota remote, int windows, int odd = 3, double part = 0.75)
    {
        var from = account.Now;
        account.RunFor(windows * Window);

        var story = $"learned {account.Pace.LearnedCalls} of {remote.Calls}, refused at {string.Join(" ", remote.Refused.Select(call => $"{call / Window:F2}"))}, judged from {from / Window:F2}";
        (remote.LetIn.Count(call => call >= from) / (double)windows).ShouldBeGreaterThanOrEqualTo(part * remote.Calls, story);
        remote.Refused.Count(call => call >= from).ShouldBeLessThanOrEqualTo((windows / 10) + odd, story);
    }

    private static (PacedAccount Account, HiddenQuota Remote) Of(Remote given, double share = 1)
    {
        // The least interval allows more calls than the quota, else there is nothing to learn.
        var terms = new PaceTerms(Window / given.Calls * given.Hurry, null, Window, share);
        var remote = new HiddenQuota(given.Calls, Window, given.Slides, Window * given.Phase);
        var account = new PacedAccount(terms, remote, new Random(given.Seed))
        {
            Announces = given.Announces,
            Jitter = TimeSpan.FromMilliseconds(given.Jitter),
        };
        return (account, remote);
    }

    private sealed record Remote(int Calls, double Phase, bool Slides, bool Announces, double Hurry, int Jitter, int Seed);
}
