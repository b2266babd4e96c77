using Batchline.Engine.Chores;
using Batchline.Engine.Failures;
using Batchline.Engine.Leadership;

namespace Batchline.Drivers;

/// <summary>
/// Does the chores in processes whose slices come only by request. It leads no longer than the chores take, so that a process
/// with a worker gets the role as soon as it asks.
/// </summary>
internal sealed class ChoreService(
    Leader leader, ChoreRunner chores, FailurePolicy failures, LeaderTimes times, RecentWork recent, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failed = 0; !stoppingToken.IsCancellationRequested;)
        {
            var pause = recent.Rest(times.ChoresEvery);
            try
            {
                await leader.TryLeadAsync(term => chores.DoAsync(Longest, term.Over), stoppingToken);
                failed = 0;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                pause = failures.Rest("the chores", e, ++failed);
            }

            await Task.Delay(pause, clock, stoppingToken);
        }
    }
}
