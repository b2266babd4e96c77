using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Batchline.Engine.Process;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Report;

/// <summary>
/// How long the rest takes: the calls left of each account at its pace, the accounts beside each other. An account
/// that is slower than its pace, because the answers are, is taken at the speed it showed.
/// </summary>
public sealed class EtaEstimator(IAccountStore accounts, IOptions<WorkizOptions> options)
{
    private const int PageSize = 1_000;

    /// <summary>Null: no account is at work, so nobody can tell.</summary>
    public async Task<TimeSpan?> EstimateAsync(
        Operation operation, IReadOnlyList<AccountProgress> states, CancellationToken cancellationToken)
    {
        var paces = await PacesAsync(states, cancellationToken);
        TimeSpan? longest = null;
        foreach (var (state, head) in states.Select(progress => (progress.State, progress.Head)))
        {
            if (state.Status is not (AccountStateStatus.Processing or AccountStateStatus.Paused))
                continue;
            var pace = Pacer.Interval(PaceTerms.Of(paces.GetValueOrDefault(state.AccountId) ?? new AccountPace(), options.Value), head?.Body.Pace ?? new Pace());
            var shown = TimeSpan.FromSeconds(state.Counters.BatchesTimed == 0
                ? 0
                : state.Counters.BatchSeconds / state.Counters.BatchesTimed / operation.BatchSize);
            var rest = (head?.Wait ?? TimeSpan.Zero) + (state.Counters.Pending * (shown > pace ? shown : pace));
            longest = longest > rest ? longest : rest;
        }
        return longest;
    }

    private async Task<Dictionary<AccountId, AccountPace>> PacesAsync(IReadOnlyList<AccountProgress> states, CancellationToken cancellationToken)
    {
        var paces = new Dictionary<AccountId, AccountPace>();
        for (AccountId? after = null; states.Count > 0;)
        {
            var page = await accounts.ListAsync(after, PageSize, cancellationToken);
            foreach (var account in page)
                paces[account.Id] = account.Pace;
            if (page.Count < PageSize)
                break;
            after = page[^1].Id;
        }
        return paces;
    }
}
