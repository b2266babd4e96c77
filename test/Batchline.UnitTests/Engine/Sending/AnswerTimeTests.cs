using Batchline.Engine.Sending;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Sending;

public sealed class AnswerTimeTests
{
    [Theory]
    [InlineData(0, 10, 250)]
    [InlineData(250, 1_001, 1_250)]
    [InlineData(1_000, 1_000, 1_000)]
    public void A_slower_answer_counts_at_once(int expected, int took, int next) => After(expected, took).ShouldBe(Ms(next));

    [Theory]
    [InlineData(10_000, 1_000, 7_750)]
    [InlineData(10_000, 1_400, 7_750)]
    [InlineData(1_000, 900, 1_000)]
    [InlineData(1_000, 500, 750)]
    public void A_faster_answer_counts_by_a_quarter(int expected, int took, int next) => After(expected, took).ShouldBe(Ms(next));

    [Fact]
    public void After_one_slow_answer_fast_ones_bring_it_all_the_way_down()
    {
        var expected = Ms(30_000);

        for (var answer = 0; answer < 40; answer++)
            expected = AnswerTime.After(expected, Ms(180));

        expected.ShouldBe(Ms(250));
    }

    [Theory]
    [InlineData(2_000, 2_200)]
    [InlineData(60_000, 40_000)]
    public void A_tenth_more_than_expected_must_be_left_but_never_more_than_a_slice_can_give(int expected, int needed) =>
        AnswerTime.Needed(Ms(expected), best: Ms(50_000)).ShouldBe(Ms(needed));

    private static TimeSpan After(int expected, int took) => AnswerTime.After(Ms(expected), Ms(took));

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
