namespace Batchline.Hosting;

/// <summary>Keeps house where the process lives between requests. A slow chore holds up no other.</summary>
internal sealed class SweepService(Housekeeping housekeeping, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(housekeeping.Chores.Select(chore => RepeatAsync(chore, stoppingToken)));

    private async Task RepeatAsync(IChore chore, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                await housekeeping.DoAsync(chore, Budget, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }
}
