using Batchline.Engine.Accounts;
using Batchline.Engine.Chores;
using Batchline.Freshness;
using Batchline.Notices;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Chores;

/// <summary>
/// Checks all accounts, a page at a time, for how old their jobs are. The promise of <c>Freshness:MaxAge</c> holds for
/// enabled accounts. Each process logs a broken promise once; all processes together send one notice per day about it.
/// </summary>
internal sealed partial class FreshnessChore(
    IAccountStore accounts, FreshnessMeter meter, NoticeBoard notices, IOptions<FreshnessOptions> options, ILogger<FreshnessChore> logger) : IChore
{
    private const int PageSize = 50;

    private HashSet<AccountId> _known = [];
    private FreshnessRound? _round;

    public string Name => "the look at how fresh the accounts are";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_round is null && !meter.IsTime())
            return;
        var round = _round ??= new FreshnessRound();
        var page = await accounts.ListAsync(round.After, PageSize, cancellationToken);
        foreach (var account in page)
        {
            if (account.Enabled && await meter.ReadAsync(account.Id, cancellationToken) is { } freshness)
            {
                round.Add(freshness, meter.Now);
                if (options.Value.MaxAge is { } promise && meter.Now - freshness.Oldest > promise)
                    await ReportAsync(account, freshness.Oldest, promise, round, cancellationToken);
            }

            round.After = account.Id;
        }

        if (page.Count > 0)
            return;
        foreach (var account in _known.Except(round.Stale))
            LogFresh(account);
        _known = round.Stale;
        _round = null;
        meter.Show(round);
    }

    private async Task ReportAsync(
        Account account, DateTimeOffset oldest, TimeSpan promise, FreshnessRound round, CancellationToken cancellationToken)
    {
        round.Stale.Add(account.Id);
        if (!_known.Contains(account.Id))
            LogStale(account.Id, oldest, promise);
        await notices.AddAsync(NoticeKinds.AccountStale, account.Id.Value, $"{meter.Now.UtcDateTime:yyyy-MM-dd}", cancellationToken);
    }

    [LoggerMessage(630, LogLevel.Warning, "The account {AccountId} is not as fresh as promised: its oldest job was updated {Oldest:u}, Freshness:MaxAge is {Promise}. Sync it, or see why its last operation did not")]
    private partial void LogStale(AccountId accountId, DateTimeOffset oldest, TimeSpan promise);

    [LoggerMessage(631, LogLevel.Information, "The account {AccountId} is as fresh as promised again")]
    private partial void LogFresh(AccountId accountId);
}
