using Batchline.Engine.Record;

namespace Batchline.Hosting;

/// <summary>Keeps house where the process lives between requests.</summary>
internal sealed partial class SweepService(
    Housekeeping housekeeping, StoreOutage outage, TimeProvider clock, ILogger<SweepService> logger) : BackgroundService
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
            await housekeeping.DoAsync(stoppingToken);
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
