using Batchline.Engine.Drivers;
using Batchline.Engine.Failures;
using Batchline.Stores.Rules;

namespace Batchline.Drivers;

/// <summary>Wakes the worker of this process when another process makes accounts due. Otherwise, it looks from time to time.</summary>
internal sealed class WakeService(IEnumerable<IWakeSource> sources, WorkSignal work, FailurePolicy failures, TimeProvider clock) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(sources.Select(source => ListenAsync(source, stoppingToken)));

    private async Task ListenAsync(IWakeSource source, CancellationToken stoppingToken)
    {
        for (var failed = 1; !stoppingToken.IsCancellationRequested; failed++)
        {
            try
            {
                await source.ListenAsync(
                    () =>
                    {
                        failed = 0;
                        work.Raise();
                    },
                    stoppingToken);
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(failures.Rest("the listener for due accounts", e, failed), clock, stoppingToken);
            }
        }
    }
}
