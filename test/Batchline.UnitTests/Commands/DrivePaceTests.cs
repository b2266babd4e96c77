using Batchline.Api.Cron;
using Batchline.Commands.Drive;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Commands;

public sealed class DrivePaceTests
{
    private static readonly TickOutcome Work = new TickOutcome.Done(new TickView(2, 10, 1), null);
    private static readonly TickOutcome Nothing = new TickOutcome.Done(new TickView(0, 0, 0), null);
    private static readonly TickOutcome Failure = new TickOutcome.Failed("answered with 508");
    private readonly DrivePace _pace = new(TimeSpan.FromSeconds(30), new Random(1));

    [Fact]
    public void Where_there_is_work_the_next_tick_follows_soon() => Seconds(Work, Work, Work).ShouldBe([1, 1, 1]);

    [Fact]
    public void Where_there_is_none_ticks_become_seldom_and_frequent_again_with_the_next_work() =>
        Seconds(Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Work, Nothing).ShouldBe([2, 4, 8, 16, 30, 30, 1, 2]);

    [Fact]
    public void After_failures_it_waits_up_to_a_minute_with_some_chance()
    {
        var waits = Seconds([.. Enumerable.Repeat(Failure, 9)]);

        waits.Index().ShouldAllBe(wait => wait.Item >= Math.Min(Math.Pow(2, wait.Index), 60) && wait.Item <= Math.Min(Math.Pow(2, wait.Index), 60) * 1.2);
        Seconds(Work).ShouldBe([1]);
    }

    private List<double> Seconds(params TickOutcome[] outcomes) => [.. outcomes.Select(outcome => _pace.After(outcome).TotalSeconds)];
}
