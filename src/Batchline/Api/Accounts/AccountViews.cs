using Batchline.Engine.Accounts;
using Batchline.Engine.Freshness;
using Batchline.Engine.Heads;
using Batchline.Engine.Progress;
using Batchline.Engine.Records;
using Batchline.Freshness;

namespace Batchline.Api.Accounts;

/// <summary>Puts together what callers see of accounts.</summary>
internal sealed class AccountViews(
    IAccountKeys keys, IHeadStore heads, IJobStore jobs, PaceReader paces, FreshnessCache freshness)
{
    private const int ShortestKeyWithHint = 12;
    private const int HintLength = 4;

    public async Task<IReadOnlyList<AccountView>> OfAsync(IReadOnlyList<Account> accounts, CancellationToken cancellationToken)
    {
        var ids = accounts.Select(account => account.Id).ToList();
        var bodies = (await heads.ReadAsync(ids, cancellationToken)).ToDictionary(head => head.AccountId, head => head.Body);
        var counts = await jobs.CountAsync(ids, cancellationToken);
        var fresh = await freshness.OfAsync(ids, cancellationToken);
        return [.. accounts.Select(account => Of(
            account, bodies.GetValueOrDefault(account.Id) ?? new HeadBody(), counts[account.Id], fresh[account.Id]))];
    }

    public async Task<AccountView> OfAsync(Account account, CancellationToken cancellationToken) =>
        (await OfAsync([account], cancellationToken))[0];

    private AccountView Of(Account account, HeadBody head, long jobCount, AccountFreshness? fresh)
    {
        var pace = paces.Read(account.Pace, head);
        return new()
        {
            Id = account.Id.Value,
            Name = account.Name,
            Enabled = account.Enabled,
            KeyHint = Hint(account),
            Status = head.Blocked is null ? "ok" : "blocked",
            BlockedReason = head.Blocked,
            Jobs = jobCount,
            LastSyncedAt = head.LastSyncedAt,
            OldestUpdated = fresh?.Oldest,
            MedianUpdated = fresh?.Median,
            MinInterval = account.Pace.MinInterval,
            QuotaCalls = account.Pace.QuotaCalls,
            QuotaWindow = account.Pace.QuotaWindow,
            QuotaShare = account.Pace.QuotaShare,
            LearnedQuota = pace.LearnedCalls is { } calls ? new LearnedQuotaView(calls, pace.Window.TotalSeconds) : null,
            CallsPerMinute = pace.Interval > TimeSpan.Zero ? Math.Round(TimeSpan.FromMinutes(1) / pace.Interval, 2) : null,
            CreatedAt = account.CreatedAt,
            UpdatedAt = account.UpdatedAt,
        };
    }

    private string? Hint(Account account)
    {
        try
        {
            return keys.Open(account)?.Reveal() is { Length: >= ShortestKeyWithHint } key ? "…" + key[^HintLength..] : null;
        }
        catch (KeyUnreadableException)
        {
            // The account's state tells of it as soon as something needs the key.
            return null;
        }
    }
}
