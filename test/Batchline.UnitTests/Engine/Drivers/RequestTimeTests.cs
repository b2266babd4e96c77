using Batchline.Engine.Drivers;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Drivers;

public sealed class RequestTimeTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task An_answer_waits_half_a_second_beyond_the_budget_and_no_longer()
    {
        var time = new RequestTime(_clock, TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromSeconds(4));

        var ends = time.EndsAsync(new TaskCompletionSource().Task);

        time.Left.ShouldBe(TimeSpan.FromSeconds(6));
        _clock.Advance(TimeSpan.FromMilliseconds(6499));
        ends.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        (await ends).ShouldBeFalse();
        time.Left.ShouldBe(TimeSpan.Zero);
        (await time.EndsAsync(new TaskCompletionSource().Task)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_has_ended_is_taken_however_late_and_a_failure_is_passed_on()
    {
        var time = new RequestTime(_clock, TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromMinutes(1));

        (await time.EndsAsync(Task.CompletedTask)).ShouldBeTrue();
        await Should.ThrowAsync<TimeoutException>(time.EndsAsync(Task.FromException(new TimeoutException("of the work"))));
    }
}
