using Batchline.Engine.Drivers;

namespace Batchline.Hosting;

/// <summary>Finds out, in every process, when a database that refused to work does so again.</summary>
internal sealed class StoreWatch(StoreProbe probe, Failures failures, DriverTimes times, TimeProvider clock, ILogger<Chores> logger) : BackgroundService
{
    private readonly Chores _chores = new([probe], failures, times, clock, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _chores.RepeatAsync(stoppingToken);
}
