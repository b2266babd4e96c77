using Batchline.Engine.Chores;
using Batchline.Engine.Failures;
using Batchline.Engine.Leadership;
using Batchline.UnitTests.Workiz;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Chores;

public sealed class ChoreRunnerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly LogLines<FailurePolicy> _log = new();

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chore_that_fails_harms_no_other()
    {
        var done = 0;
        var chores = Of(
            new Chore(_ => throw new InvalidOperationException("broken")),
            new Chore(_ => Task.FromResult(done++)));

        await chores.DoAsync(Second, TestEnd);

        done.ShouldBe(1);
    }

    [Fact]
    public async Task A_chore_ends_with_its_budget()
    {
        var chores = Of(new Chore(cancelled => Task.Delay(Timeout.Infinite, cancelled)));

        var doing = chores.DoAsync(3 * Second, TestEnd);
        _clock.Advance(2 * Second);
        doing.IsCompleted.ShouldBeFalse();
        _clock.Advance(Second);

        await doing;
        _log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Chores_end_when_the_term_does()
    {
        using var over = new CancellationTokenSource();
        var chores = Of(new Chore(cancelled => Task.Delay(Timeout.Infinite, cancelled)), new Chore(_ => Task.CompletedTask));

        var doing = chores.RepeatAsync(over.Token);
        await over.CancelAsync();

        await doing;
    }

    [Fact]
    public async Task A_chore_that_fails_for_a_reason_of_ours_rests_longer_each_time_and_the_others_go_on()
    {
        using var over = new CancellationTokenSource();
        var (failed, done) = (0, 0);
        var chores = Of(
            new Chore(_ => Task.FromException(new InvalidOperationException($"broken {++failed}"))),
            new Chore(_ => Task.FromResult(++done)));

        var doing = chores.RepeatAsync(over.Token);
        for (var second = 0; second < 22; second++)
            _clock.Advance(Second);
        await over.CancelAsync();
        await doing;

        // At 0, 3, 9 and 21 seconds; the other every two seconds.
        failed.ShouldBe(4);
        done.ShouldBe(12);
    }

    [Theory]
    [InlineData(false, 36)]
    [InlineData(true, 51)]
    public async Task After_a_minute_in_which_none_had_anything_to_do_chores_come_a_quarter_as_often(bool findsWork, int expected)
    {
        using var over = new CancellationTokenSource();
        var done = 0;
        var chores = Of(new Chore(_ => Task.FromResult(++done), findsWork));

        var doing = chores.RepeatAsync(over.Token);
        for (var second = 0; second < 100; second++)
            _clock.Advance(Second);
        await over.CancelAsync();
        await doing;

        // Every two seconds in the first minute.
        done.ShouldBe(expected);
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_failure_like_any_other()
    {
        var chores = Of(new Chore(_ => Task.FromException(new TaskCanceledException("a timeout of a library"))));

        await chores.DoAsync(Second, TestEnd);

        _log.Lines.ShouldHaveSingleItem().ShouldStartWith("Error 603 Failed unexpectedly, and is tried again in 00:00:03: a chore");
    }

    private ChoreRunner Of(params IChore[] chores) =>
        new(chores, new FailurePolicy(new StoreHealth(_clock), _log), new LeaderTimes(), new RecentWork(_clock), _clock, NullLogger<ChoreRunner>.Instance);

    private sealed class Chore(Func<CancellationToken, Task> run, bool findsWork = false) : IChore
    {
        public string Name => "a chore";

        public async Task<bool> RunAsync(CancellationToken cancellationToken)
        {
            await run(cancellationToken);
            return findsWork;
        }
    }
}
