using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Pace;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Progress;

/// <summary>
/// How long the rest takes: the calls left of each account at its pace, the accounts beside each other. Where a call
/// takes longer than the pace, because the answers are slow, it is that time that counts.
/// </summary>
public sealed class EtaEstimator(IAccountStore accounts, IOptions<WorkizOptions> options)
{
    private const int PageSize = 1_000;

    /// <summary>Null: no account is at work, so nobody can tell.</summary>
    public async Task<TimeSpan?> EstimateAsync(
        IReadOnlyList<AccountProgress> states, CancellationToken cancellationToken)
    {
        var paces = await PacesAsync(states, cancellationToken);
        TimeSpan? longest = null;
        foreach (var (state, head) in states.Select(progress => (progress.State, progress.Head)))
        {
            if (state.Status is not (AccountStateStatus.Processing or AccountStateStatus.Paused))
                continue;
            var terms = PaceTerms.Of(paces.GetValueOrDefault(state.AccountId) ?? new AccountPace(), options.Value);
            var rest = Wait(head) + (state.Counters.Pending * Speed.PerCall(terms, head?.Body.Pace ?? new LearnedPace()));
            longest = longest > rest ? longest : rest;
        }
        return longest;
    }

    /// <summary>Also one for another reason than the pace: failed jobs that are retried later are not pending meanwhile.</summary>
    private static TimeSpan Wait(HeadView? head) => head switch
    {
        null => TimeSpan.Zero,
        { Leased: false, DueAt: { } due } when due - head.StoreNow > head.Wait => due - head.StoreNow,
        _ => head.Wait,
    };

    private async Task<Dictionary<AccountId, AccountPace>> PacesAsync(IReadOnlyList<AccountProgress> states, CancellationToken cancellationToken)
    {
        var paces = new Dictionary<AccountId, AccountPace>();
        foreach (var part in states.Select(progress => progress.State.AccountId).Chunk(PageSize))
        {
            foreach (var account in await accounts.GetAsync(part, cancellationToken))
                paces[account.Id] = account.Pace;
        }
        return paces;
    }
}
