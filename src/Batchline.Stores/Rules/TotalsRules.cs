using Batchline.Engine.Heads;
using Batchline.Engine.Operations;

namespace Batchline.Stores.Rules;

/// <summary>What the statements of the other stores compute, for a store that has rows and heads at hand.</summary>
internal static class TotalsRules
{
    /// <param name="accounts">The states of an operation, with the heads of those that it holds.</param>
    public static OperationTotals Of(IEnumerable<(AccountState Row, HeadView? Head)> accounts)
    {
        List<(AccountState State, HeadView? Head)> merged = [.. accounts.Select(account => (Projection.Merge(account.Row, account.Head), account.Head))];
        var atWork = merged.Where(account => account.State.Status is AccountStateStatus.Processing or AccountStateStatus.Paused).ToList();
        return new OperationTotals
        {
            Counters = merged.Aggregate(new Counters(), (sum, account) => sum.Plus(account.State.Counters)),
            Accounts = merged.CountBy(account => account.State.Status).ToDictionary(),
            Held = merged.Count(account => account.State.Active),
            Batches = merged.Sum(account => account.State.TotalBatches),
            OpenBatches = merged.Count(account => account.Head?.Body.Run is { Open: not null } run && run.OperationId == account.State.OperationId),
            Unplanned = merged.Count(account => account.State.IsUnplanned),
            LastBlockedAt = merged.Where(account => account.State.Status == AccountStateStatus.Blocked).Max(account => account.State.BlockedAt),
            LongestRest = atWork.Count == 0 ? null : atWork.Max(account => WaitOf(account.Head) + (account.State.Counters.Pending * PerCall(account.Head))),
            MostUnpaced = atWork.Where(account => PerCall(account.Head) == TimeSpan.Zero).Select(account => account.State.Counters.Pending).DefaultIfEmpty().Max(),
        };
    }

    private static TimeSpan PerCall(HeadView? head) => head?.Body.PerCall ?? TimeSpan.Zero;

    private static TimeSpan WaitOf(HeadView? head) => head switch
    {
        null => TimeSpan.Zero,

        // The wait may have another reason than the pace: failed jobs that will be retried are not pending until then.
        { Leased: false, DueAt: { } due } when due - head.StoreNow > head.Wait => due - head.StoreNow,
        _ => head.Wait,
    };
}
