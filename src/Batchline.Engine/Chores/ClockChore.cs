using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;

namespace Batchline.Engine.Chores;

/// <summary>
/// After a clock is set back, everything planned earlier is that much further away. This chore notices and wakes the accounts that
/// would sleep until then; each works out how long it really has to wait.
/// </summary>
internal sealed class ClockChore(IAccountStore accounts, IHeadStore heads, IHeadInbox inbox, TimeProvider clock) : IChore
{
    /// <summary>Clocks of processes on one database may differ a little, and a smaller step makes no account sleep longer than this.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    /// <summary>The latest time that this process has seen; null: it has just started, and cannot know what the clock did before.</summary>
    private DateTimeOffset? _latest;

    public string Name => "the clock check";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var setBack = _latest - now > Tolerance;
        if (setBack || _latest is null)
            await WakeAsync(cancellationToken);
        if (setBack || _latest is null || now > _latest)
            _latest = now;
    }

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        await foreach (var page in accounts.PagesAsync(cancellationToken))
        {
            var found = await heads.ReadAsync([.. page.Select(account => account.Id)], cancellationToken);
            List<AccountId> asleep = [.. found.Where(head => head.DueAt - head.StoreNow > Tolerance).Select(head => head.AccountId)];
            if (asleep.Count > 0)
                await inbox.WakeAsync(asleep, cancellationToken);
        }
    }
}
