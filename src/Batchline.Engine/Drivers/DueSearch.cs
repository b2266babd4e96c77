using Batchline.Engine.Heads;

namespace Batchline.Engine.Drivers;

internal static class DueSearch
{
    /// <summary>
    /// Due accounts that a driver does not have already, longest due first. Those that it has may still be due, as one that rests
    /// after a failure, and must not hide the ones behind them.
    /// </summary>
    public static async Task<DueAccounts> DueBesidesAsync(
        this IHeadInbox inbox, Func<AccountId, bool> isKnown, int most, CancellationToken cancellationToken)
    {
        for (var limit = most; ; limit *= 2)
        {
            var due = await inbox.DueAsync(limit, cancellationToken);
            List<AccountId> others = [.. due.Accounts.Where(account => !isKnown(account)).Take(most)];
            if (others.Count == most || due.Accounts.Count < limit)
                return due with { Accounts = others };
        }
    }
}
