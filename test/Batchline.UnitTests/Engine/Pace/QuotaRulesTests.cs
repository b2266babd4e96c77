using Batchline.Engine.Pace;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Pace;

/// <summary>One by one what <see cref="QuotaLearner"/> makes of an answer; times are seconds, of a window of sixty.</summary>
public sealed class QuotaRulesTests
{
    private static readonly PaceTerms Terms = new(TimeSpan.FromSeconds(1), null, TimeSpan.FromSeconds(60), 1);

    [Theory]
    [InlineData(0, 20, 42.5)]
    [InlineData(2.5, 61, 5)]
    [InlineData(2.5, 2.6, 60)]
    public void The_first_429_waits_until_the_oldest_call_has_left_the_window(double firstCall, double refused, double pause) =>
        Pause(Called(firstCall, firstCall + 0.1), refused).ShouldBe(pause);

    [Fact]
    public void Without_a_call_in_the_window_a_twelfth_of_it_is_waited() => Pause(new LearnedPace(), 0).ShouldBe(5);

    [Fact]
    public void Within_a_window_behind_the_first_429_each_further_one_waits_a_twelfth_of_it()
    {
        var pace = Called(0, 1, 2);

        foreach (var refused in new[] { 20.0, 62.5, 67.5, 79.9 })
            (pace, _) = QuotaLearner.OnRefused(pace, Terms, At(refused), null);

        pace.Overrun.ShouldBe(new QuotaOverrun(At(20), At(79.9), 3));
        Pause(pace, 79.95).ShouldBe(5);
    }

    [Fact]
    public void When_a_whole_window_did_not_help_it_waits_a_window_and_twice_as_long_each_time_up_to_an_hour()
    {
        var (pace, _) = QuotaLearner.OnRefused(Called(0, 1, 2), Terms, At(20), null);
        var pauses = new List<double>();

        for (var at = 80.0; pauses.Count < 100; at += pauses[^1])
        {
            (pace, var pause) = QuotaLearner.OnRefused(pace, Terms, At(at), null);
            pauses.Add(pause.TotalSeconds);
        }

        pauses.Take(8).ShouldBe([60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
        pauses[^1].ShouldBe(3_600);
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(2, 42.5)]
    public void One_call_too_many_teaches_nothing_new_and_waits_a_quarter_of_the_window(int step, double pause) =>
        Pause(Called(0, 1) with { LearnedCalls = 2, ProbeStep = step }, 20).ShouldBe(pause);

    [Theory]
    [InlineData(60, 1, 5)]
    [InlineData(24, 1, 2)]
    [InlineData(24, 4, 4)]
    [InlineData(60, 7, 7)]
    [InlineData(120, 1, 5)]
    public void No_pause_is_shorter_than_five_seconds_a_twelfth_of_the_window_or_the_least_interval(int window, int interval, double least)
    {
        var terms = new PaceTerms(TimeSpan.FromSeconds(interval), null, TimeSpan.FromSeconds(window), 1);

        var (_, pause) = QuotaLearner.OnRefused(new LearnedPace(), terms, At(0), TimeSpan.Zero);

        pause.TotalSeconds.ShouldBe(least);
    }

    /// <summary>One call each second from 0 to 19, a 429 at 20; the last 429 and the answer as given.</summary>
    [Theory]
    [InlineData(20, 62.5, null, 20)]
    [InlineData(65, 75, null, 10)]
    [InlineData(62.5, 67.5, null, 15)]
    [InlineData(20, 80, null, 20)]
    [InlineData(62.5, 122.5, null, 20)]
    [InlineData(20, 70.5, 50, 10)]
    [InlineData(20, 67, 46, 15)]
    [InlineData(75, 79, null, 10)]
    [InlineData(62.5, 100, null, 10)]
    public void The_calls_of_the_window_before_the_account_was_let_in_again_are_the_quota(
        double lastRefused, double letIn, int? retryAfter, int learned)
    {
        var pace = Called([.. Enumerable.Range(0, 20).Select(second => (double)second)]);
        TimeSpan? announced = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        foreach (var refused in new[] { 20, lastRefused }.Distinct())
            (pace, _) = QuotaLearner.OnRefused(pace, Terms, At(refused), announced);

        var after = QuotaLearner.OnLetIn(pace, Terms, At(letIn));

        (after.LearnedCalls, after.ProbeStep, after.Overrun, after.ChangedAt).ShouldBe((learned, 0, null, At(letIn)));
        CallCounter.Since(after.Calls, At(letIn - 2.5), Terms.Window).ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public void Calls_that_left_behind_the_429_do_not_raise_the_quota()
    {
        var (pace, _) = QuotaLearner.OnRefused(Called(0, 1, 2), Terms, At(20), null);
        foreach (var sent in new[] { 21.0, 22, 23 })
            pace = QuotaLearner.OnSent(pace, Terms, At(sent));

        QuotaLearner.OnLetIn(pace, Terms, At(62.5)).LearnedCalls.ShouldBe(3);
    }

    [Fact]
    public void An_account_that_was_refused_from_its_first_call_on_is_believed_to_have_one()
    {
        var (pace, _) = QuotaLearner.OnRefused(new LearnedPace(), Terms, At(0), null);

        QuotaLearner.OnLetIn(pace, Terms, At(5)).LearnedCalls.ShouldBe(1);
    }

    [Theory]
    [InlineData(10, 0, 1, 9)]
    [InlineData(30, 0, 1, 20)]
    [InlineData(30, 0, 0.8, 25)]
    [InlineData(10, 1, 1, 10)]
    [InlineData(10, 4, 1, 20)]
    [InlineData(10, 4, 1, 24, 24)]
    [InlineData(30, 0, 1, 17, 5, 90)]
    [InlineData(30, 0, 1, 20, 5, 101)]
    public void A_429_later_on_lowers_what_is_known_unless_it_was_provoked(
        int known, int step, double share, int learned, int proven = 5, double letIn = 62.5)
    {
        var terms = Terms with { Share = share };
        var pace = Called([.. Enumerable.Range(0, 20).Select(second => second * 2.0)]) with { LearnedCalls = known, ProbeStep = step, ProvenCalls = proven };
        (pace, _) = QuotaLearner.OnRefused(pace, terms, At(40), null);

        var after = QuotaLearner.OnLetIn(pace, terms, At(letIn));

        (after.LearnedCalls, after.ProbeStep).ShouldBe((learned, 0));
    }

    [Theory]
    [InlineData(1, 89, 11, 10, 1)]
    [InlineData(1, 90, 11, 11, 2)]
    [InlineData(1, 90, 10, 10, 1)]
    [InlineData(1, 120, 10, 10, 1)]
    [InlineData(1, 121, 10, 10, 0)]
    [InlineData(2, 30, 12, 12, 4)]
    [InlineData(2, 30, 11, 10, 2)]
    public void A_step_that_was_let_in_is_known_and_the_next_is_twice_as_large(int step, double at, int calls, int learned, int nextStep)
    {
        var pace = Called([.. Enumerable.Repeat(at, calls - 1)]) with { LearnedCalls = 10, ProbeStep = step, ProvenCalls = 10, ChangedAt = At(0) };

        var after = QuotaLearner.OnLetIn(pace, Terms, At(at));

        (after.LearnedCalls, after.ProbeStep, after.ProvenCalls).ShouldBe((learned, nextStep, 10));
        after.ChangedAt.ShouldBe((learned, nextStep) == (10, step) ? At(0) : At(at));
    }

    [Theory]
    [InlineData(599, 1, false)]
    [InlineData(600, 1, true)]
    [InlineData(1_199, 0.5, false)]
    [InlineData(1_200, 0.5, true)]
    [InlineData(-600, 1, true)]
    public void After_ten_windows_of_the_whole_quota_one_call_more_is_tried(double at, double share, bool tried)
    {
        var pace = new LearnedPace { LearnedCalls = 10, ChangedAt = At(0) };

        var after = QuotaLearner.OnLetIn(pace, Terms with { Share = share }, At(at));

        (after.ProbeStep, after.ProvenCalls, after.ChangedAt).ShouldBe(tried ? (1, 10, At(at)) : (0, 0, At(0)));
    }

    [Fact]
    public void The_ten_windows_count_from_the_first_call_with_what_is_known() =>
        QuotaLearner.OnLetIn(new LearnedPace { LearnedCalls = 10 }, Terms, At(7)).ChangedAt.ShouldBe(At(7));

    [Fact]
    public void Beside_a_quota_that_is_set_a_429_teaches_nothing()
    {
        var (pace, _) = QuotaLearner.OnRefused(Called(0, 1, 2), Terms, At(20), null);

        var after = QuotaLearner.OnLetIn(pace, Terms with { QuotaCalls = 60 }, At(62.5));

        (after.LearnedCalls, after.Overrun).ShouldBe((null, null));
    }

    private static LearnedPace Called(params double[] seconds) =>
        seconds.Aggregate(new LearnedPace(), (pace, second) => QuotaLearner.OnSent(pace, Terms, At(second)));

    private static double Pause(LearnedPace pace, double at) => QuotaLearner.OnRefused(pace, Terms, At(at), null).Pause.TotalSeconds;

    private static DateTimeOffset At(double second) => Sample.Noon.AddSeconds(second);
}
