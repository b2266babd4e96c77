using Batchline.Engine.Accounts;
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
        return [.. accounts.Select(account =>
        {
            var head = bodies.GetValueOrDefault(account.Id) ?? new HeadBody();
            return AccountView.Of(account, head, paces.Read(account.Pace, head), fresh[account.Id], counts[account.Id], Hint(account));
        })];
    }

    public async Task<AccountView> OfAsync(Account account, CancellationToken cancellationToken) =>
        (await OfAsync([account], cancellationToken))[0];

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
