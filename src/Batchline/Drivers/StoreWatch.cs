using Batchline.Engine.Chores;
using Batchline.Engine.Failures;
using Batchline.Engine.Leadership;

namespace Batchline.Drivers;

/// <summary>Finds out, in every process, when a database that refused to work does so again.</summary>
internal sealed class StoreWatch(StoreProbe probe, FailurePolicy failures, LeaderTimes times, RecentWork recent, TimeProvider clock, ILogger<ChoreRunner> logger)
    : BackgroundService
{
    private readonly ChoreRunner _chores = new([probe], failures, times, recent, clock, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _chores.RepeatAsync(stoppingToken);
}
