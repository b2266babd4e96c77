using Batchline.Engine.Accounts;
using Batchline.Engine.Plan;

namespace Batchline.Engine.Slices;

/// <summary>Runs slices: the one thing every driver calls.</summary>
public sealed class SliceRunner
{
    /// <param name="account">The account to work on.</param>
    /// <param name="budget">How long the slice may last.</param>
    /// <param name="batch">Work on this batch only; null: on whatever is due.</param>
    public Task<SliceResult> RunAsync(AccountId account, TimeSpan budget, BatchId? batch, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
