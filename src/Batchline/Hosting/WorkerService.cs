using Batchline.Engine.Record;

namespace Batchline.Hosting;

/// <summary>The background driver: begins slices of accounts as they become due.</summary>
internal sealed class WorkerService(
    IHeadInbox inbox, AccountSlices slices, WorkSignal signal, StoreOutage outage) : BackgroundService
{
    private const int PageSize = 1000;

    /// <summary>Other processes share the store and cannot raise our signal, so the store is asked this often.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
                await signal.WaitAsync(await BeginDueAsync(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The slices were told as well.
        }

        await slices.WhenAllEndedAsync();
    }

    /// <returns>How long to wait before looking again.</returns>
    private async Task<TimeSpan> BeginDueAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Accounts that rest in this process after a failure stay due; they must not hide those behind them.
            var due = await inbox.DueAsync(PageSize + slices.Count, stoppingToken);
            outage.End();
            var begun = due.Accounts.Count(account => slices.TryBegin(account, stoppingToken));
            if (begun >= PageSize)
                return ShortestWait;
            return due.Next is { } next && next < PollInterval ? Max(next, ShortestWait) : PollInterval;
        }
        catch (StoreUnavailableException e)
        {
            outage.Begin(e);
            return outage.Pause;
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
