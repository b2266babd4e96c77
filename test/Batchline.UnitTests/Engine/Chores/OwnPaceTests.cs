using Batchline.Engine.Chores;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Chores;

public sealed class OwnPaceTests
{
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _clock = new();
    private readonly OwnPace _pace;
    private int _looks;

    public OwnPaceTests() => _pace = new OwnPace(_clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 10)]
    [InlineData(50, 10)]
    [InlineData(300, 30)]
    public async Task A_look_rests_a_hundred_times_as_long_as_it_took_and_as_long_as_told_at_least(int took, int rests)
    {
        await LookAsync(took);

        _clock.Advance(TimeSpan.FromSeconds(rests) - TimeSpan.FromMilliseconds(took + 1));
        await LookAsync(took);
        _looks.ShouldBe(1);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await LookAsync(took);
        _looks.ShouldBe(2);
    }

    [Fact]
    public async Task A_look_that_failed_costs_too()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => _pace.RunAsync(AtLeast, _ => throw new InvalidOperationException("broken"), Cancel));

        await LookAsync(0);

        _looks.ShouldBe(0);
    }

    private Task LookAsync(int milliseconds) => _pace.RunAsync(
        AtLeast,
        _ =>
        {
            _looks++;
            _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
            return Task.CompletedTask;
        },
        Cancel);
}
