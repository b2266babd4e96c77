using Batchline.Engine.Drivers;

namespace Batchline.Hosting;

/// <summary>Finds out, in every process, when a database that refused to work does so again.</summary>
internal sealed class StoreWatch(StoreProbe probe, Failures failures, DriverTimes times, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failed = 0; !stoppingToken.IsCancellationRequested;)
        {
            var pause = times.ChoresEvery;
            try
            {
                await probe.RunAsync(stoppingToken);
                failed = 0;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                pause = failures.Rest(probe.Name, e, ++failed);
            }

            await Task.Delay(pause, clock, stoppingToken);
        }
    }
}
