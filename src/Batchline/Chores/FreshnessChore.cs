using Batchline.Engine.Accounts;
using Batchline.Engine.Chores;
using Batchline.Freshness;
using Batchline.Notices;

namespace Batchline.Chores;

/// <summary>
/// Checks all accounts, a page at a time, for how old their jobs are. The promise of <c>Freshness:MaxAge</c> holds for
/// enabled accounts. Each process logs a broken promise once; all processes together send one notice per day about it.
/// </summary>
internal sealed partial class FreshnessChore(
    IAccountStore accounts, FreshnessMeter meter, NoticeBoard notices, ILogger<FreshnessChore> logger) : IChore
{
    private const int PageSize = 1_000;

    private FreshnessRound _last = new(default);
    private FreshnessRound? _round;

    public string Name => "the look at how fresh the accounts are";

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await meter.Pace.RunAsync(TimeSpan.Zero, LookAsync, cancellationToken);

        // It has a pace of its own, and nobody waits for it.
        return false;
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (_round is null && !meter.IsTimeForRound())
            return;
        var round = _round ??= new FreshnessRound(DateOnly.FromDateTime(meter.Now.UtcDateTime));
        var page = await accounts.ListAsync(round.After, PageSize, cancellationToken);
        var enabled = page.Where(account => account.Enabled).Select(account => account.Id).ToList();
        if (enabled.Count > 0)
            await CheckAsync(enabled, round, cancellationToken);
        if (page.Count == PageSize)
        {
            round.After = page[^1].Id;
            return;
        }

        foreach (var account in _last.Stale.Except(round.Stale))
            LogFresh(account);
        (_last, _round) = (round, null);
        meter.Show(round);
    }

    private async Task CheckAsync(IReadOnlyCollection<AccountId> page, FreshnessRound round, CancellationToken cancellationToken)
    {
        foreach (var (account, freshness) in await meter.ReadAsync(page, cancellationToken))
        {
            if (freshness is null)
                continue;
            round.Add(freshness, meter.Now);
            if (meter.Promise is { } promise && meter.Now - freshness.Oldest > promise)
                await ReportAsync(account, freshness.Oldest, promise, round, cancellationToken);
        }
    }

    private async Task ReportAsync(
        AccountId account, DateTimeOffset oldest, TimeSpan promise, FreshnessRound round, CancellationToken cancellationToken)
    {
        var known = _last.Stale.Contains(account);
        if (round.Stale.Add(account) && !known)
            LogStale(account, oldest, promise);
        if (!known || _last.Day != round.Day)
            await notices.AddAsync(NoticeKinds.AccountStale, account.Value, $"{round.Day:yyyy-MM-dd}", cancellationToken);
    }

    [LoggerMessage(630, LogLevel.Warning, "The account {AccountId} is not as fresh as promised: its oldest job was updated {Oldest:u}, Freshness:MaxAge is {Promise}. Sync it, or see why its last operation did not")]
    private partial void LogStale(AccountId accountId, DateTimeOffset oldest, TimeSpan promise);

    [LoggerMessage(631, LogLevel.Information, "The account {AccountId} is as fresh as promised again")]
    private partial void LogFresh(AccountId accountId);
}
