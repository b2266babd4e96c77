using Batchline.Engine.Accounts;
using Batchline.Engine.Plan;
using Batchline.Engine.Record;
using Batchline.Engine.Slices;

namespace Batchline.Hosting;

/// <summary>Runs slices of many accounts beside each other: the failure of one is told and harms no other.</summary>
internal sealed partial class GuardedSlices(SliceRunner runner, StoreOutage outage, ILogger<GuardedSlices> logger)
{
    /// <returns>Null: it failed; the account stays due.</returns>
    public async Task<SliceResult?> RunAsync(AccountId account, TimeSpan budget, BatchId? batch, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.RunAsync(account, budget, batch, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            outage.Begin(e);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(account, e);
            return null;
        }
    }

    [LoggerMessage(602, LogLevel.Error, "A slice of the account {AccountId} failed unexpectedly")]
    private partial void LogFailed(AccountId accountId, Exception exception);
}
