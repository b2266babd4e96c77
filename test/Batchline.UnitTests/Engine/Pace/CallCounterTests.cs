using Batchline.Engine.Pace;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Pace;

/// <summary>With a window of 24 seconds a slot is one second long.</summary>
public sealed class CallCounterTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(24);

    [Fact]
    public void Calls_are_counted_in_slots_of_a_24th_of_the_window()
    {
        var count = Count(0, 0.9, 2);

        count.Slots.ShouldBe([2, 0, 1]);
        count.Newest.ShouldBe(Count(2).Newest);
    }

    [Fact]
    public void A_call_of_a_window_ago_is_kept_because_part_of_its_slot_still_counts()
    {
        var count = Count(0, 0, 24.5);

        count.Slots.Count.ShouldBe(25);
        CallCounter.Since(count, At(0.5), Window).ShouldBe(2, 0.001);
    }

    [Fact]
    public void What_is_older_than_a_window_falls_out()
    {
        var count = Count([.. Enumerable.Range(0, 30).Select(second => (double)second)]);

        count.Slots.ShouldBe(Enumerable.Repeat(1, 25));
        CallCounter.Since(count, At(0), Window).ShouldBe(25, 0.001);
    }

    [Fact]
    public void After_more_than_a_window_of_silence_nothing_is_left()
    {
        var count = Count(0, 25);

        count.ShouldBeEquivalentTo(Count(25));
    }

    [Theory]
    [InlineData(97)]
    [InlineData(76)]
    public void A_clock_that_went_back_counts_on_in_the_newest_slot(double second)
    {
        var count = Count(99, 100, second);

        count.Slots.ShouldBe([1, 2]);
        count.Newest.ShouldBe(Count(100).Newest);
    }

    [Fact]
    public void A_clock_that_went_back_by_more_than_a_window_begins_anew()
    {
        var count = Count(100, 75);

        count.ShouldBeEquivalentTo(Count(75));
    }

    [Theory]
    [InlineData(-5, 6)]
    [InlineData(0.5, 5)]
    [InlineData(1, 4)]
    [InlineData(2.25, 2.25)]
    [InlineData(3, 0)]
    public void Of_the_slot_that_a_moment_falls_into_the_part_behind_it_counts(double from, double calls) =>
        CallCounter.Since(Count(0, 0, 1, 2, 2, 2), At(from), Window).ShouldBe(calls, 0.001);

    [Fact]
    public void A_burst_at_that_moment_counts_as_a_whole_if_one_wants() =>
        CallCounter.SinceSlotOf(Count(0, 0, 1, 2, 2, 2), At(0.9), Window).ShouldBe(6, 0.001);

    [Theory]
    [InlineData(-5, 1)]
    [InlineData(0.9, 1)]
    [InlineData(1, 3)]
    [InlineData(2.9, 3)]
    public void The_first_slot_with_a_call_is_told_by_its_end(double from, double end) =>
        CallCounter.FirstEnd(Count(0, 2, 3), At(from), Window).ShouldBe(At(end));

    [Fact]
    public void No_slot_ends_behind_the_last_call() =>
        CallCounter.FirstEnd(Count(0, 2), At(3), Window).ShouldBeNull();

    private static CallCount Count(params double[] seconds) =>
        seconds.Aggregate(new CallCount(), (count, second) => CallCounter.Add(count, At(second), Window));

    private static DateTimeOffset At(double second) => Sample.Noon.AddSeconds(second);
}
