using Batchline.Engine.Operations;
using Batchline.Engine.Record;

namespace Batchline.Hosting;

/// <summary>Ends operations whose accounts are done, and forgets those that are long over. It sends nothing to Workiz.</summary>
internal sealed partial class SweepService(
    OperationSweeper sweeper, RetentionSweeper retention, StoreOutage outage, TimeProvider clock, ILogger<SweepService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                await SweepAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await sweeper.SweepAsync(stoppingToken);
            await retention.SweepAsync(stoppingToken);
            outage.End();
        }
        catch (StoreUnavailableException e)
        {
            outage.Begin(e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(603, LogLevel.Error, "A sweep failed unexpectedly")]
    private partial void LogFailed(Exception exception);
}
