using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Batchline.Engine.Record;

namespace Batchline.Engine.Drivers;

/// <summary>
/// Once a clock was set back, whatever was planned before lies that much further ahead. This notices it, also across a restart,
/// and wakes the accounts that would sleep until then: each looks for itself how long it really has to wait.
/// </summary>
internal sealed class ClockChore(
    IOperationStore operations, IAccountStore accounts, IHeadStore heads, IHeadInbox inbox, TimeProvider clock) : IChore
{
    private const int PageSize = 500;

    /// <summary>Clocks of processes on one database may differ, and no account sleeps longer than this for a smaller step.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    /// <summary>The latest that a clock of this database is known to have shown.</summary>
    private DateTimeOffset? _latest;

    public string Name => "the look at the clock";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var latest = _latest ?? await NewestAsync(cancellationToken) ?? now;
        if (latest - now > Tolerance)
            await WakeAsync(cancellationToken);
        _latest = latest - now > Tolerance || now > latest ? now : latest;
    }

    private async Task<DateTimeOffset?> NewestAsync(CancellationToken cancellationToken) =>
        await operations.ListAsync([], before: null, limit: 1, cancellationToken) is [var newest] ? newest.StartTime : null;

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        AccountId? after = null;
        while (await accounts.ListAsync(after, PageSize, cancellationToken) is { Count: > 0 } page)
        {
            var found = await heads.ReadAsync([.. page.Select(account => account.Id)], cancellationToken);
            List<AccountId> asleep = [.. found.Where(head => head.DueAt - head.StoreNow > Tolerance).Select(head => head.AccountId)];
            if (asleep.Count > 0)
                await inbox.WakeAsync(asleep, cancellationToken);
            after = page[^1].Id;
        }
    }
}
