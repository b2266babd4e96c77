using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Engine.Pace;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Progress;

/// <summary>
/// How long the rest will take: each account's remaining calls at its pace, with the accounts side by side. If calls take
/// longer than the pace, because answers are slow, their duration counts.
/// </summary>
public sealed class EtaEstimator(IAccountStore accounts, IOptions<WorkizOptions> options)
{
    private const int PageSize = 1_000;

    /// <summary>Null: no account is at work, so there is nothing to estimate from.</summary>
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

    private static TimeSpan Wait(HeadView? head) => head switch
    {
        null => TimeSpan.Zero,
        // The wait may have another reason than the pace: failed jobs that will be retried are not pending until then.
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
