using Batchline.Engine.Faults;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Faults;

public sealed class FirstAnswersTests
{
    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    public void Twenty_answers_are_the_first(int answers, bool through) => Of(answers, missing: 0).Through.ShouldBe(through);

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void More_than_half_of_them_suddenly_gone_is_suspicious(int missing, bool suspicious) =>
        Of(answers: 12, missing).Suspicious.ShouldBe(suspicious);

    [Fact]
    public void A_key_that_a_person_trusts_is_never_suspicious()
    {
        var first = Of(answers: 12, missing: 12) with { Trusted = true };

        (first.Through, first.Suspicious).ShouldBe((true, false));
    }

    [Fact]
    public void Jobs_that_are_gone_are_held_in_order() => Of(answers: 4, missing: 2).Held.ShouldBe(["J0", "J1"]);

    private static FirstAnswers Of(int answers, int missing) => Enumerable.Range(0, answers)
        .Aggregate(new FirstAnswers(), (first, job) => first.With(job < missing ? $"J{job}" : null));
}
