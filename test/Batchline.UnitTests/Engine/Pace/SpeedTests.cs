using Batchline.Engine.Pace;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Pace;

public sealed class SpeedTests
{
    private static readonly PaceTerms Terms = new(TimeSpan.FromSeconds(1), null, TimeSpan.FromMinutes(1), 1);

    [Theory]
    [InlineData(0, 300, 300)]
    [InlineData(800, 1_600, 900)]
    [InlineData(800, 0, 700)]
    [InlineData(800, 801, 801)]
    public void The_first_call_sets_the_time_of_a_call_and_each_later_one_moves_it_by_an_eighth(int before, int busy, int after) =>
        Speed.After(Of(before), Ms(busy)).CallTime.ShouldBe(Ms(after));

    [Theory]
    [InlineData(400, 1_000)]
    [InlineData(2_500, 2_500)]
    public void From_one_call_to_the_next_it_takes_what_the_pace_or_what_the_call_takes(int callTime, int perCall) =>
        Speed.PerCall(Terms, Of(callTime)).ShouldBe(Ms(perCall));

    [Fact]
    public void That_a_probe_asks_faster_for_a_while_changes_nothing_of_it() =>
        Speed.PerCall(Terms, new LearnedPace { LearnedCalls = 10, ProbeStep = 8 }).ShouldBe(Speed.PerCall(Terms, new LearnedPace { LearnedCalls = 10 }));

    private static LearnedPace Of(int callTime) => new() { CallTime = Ms(callTime) };

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
