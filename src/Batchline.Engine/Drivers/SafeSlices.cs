using Batchline.Engine.Failures;
using Batchline.Engine.Leadership;
using Batchline.Engine.Slices;

namespace Batchline.Engine.Drivers;

/// <summary>Runs slices of many accounts side by side. A failure of one is logged and does not affect the others.</summary>
public sealed class SafeSlices(SliceRunner runner, FailurePolicy failures, Rests rests)
{
    /// <summary>Null: it failed, and the account stays due.</summary>
    public Task<SliceResult?> RunAsync(AccountId account, TimeSpan budget, BatchId? batch, CancellationToken cancellationToken) =>
        RunAsync(account, () => runner.RunAsync(account, budget, batch, cancellationToken), cancellationToken);

    /// <summary>The same, as the leader.</summary>
    public Task<SliceResult?> RunAsync(AccountId account, TimeSpan budget, LeaderTerm term) =>
        RunAsync(account, () => runner.RunAsync(account, budget, term), term.Over);

    private async Task<SliceResult?> RunAsync(AccountId account, Func<Task<SliceResult>> run, CancellationToken cancellationToken)
    {
        try
        {
            var slice = await run();
            rests.WentWell(account);
            return slice;
        }
        catch (StoreUnavailableException e)
        {
            failures.StoreFailed(e);
            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            rests.Failed(account, e);
            return null;
        }
    }
}
