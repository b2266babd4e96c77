using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Pace;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Operations.Start;

/// <summary>
/// Tells, before a start, how many calls and how much time it would take, by the same arithmetic as the ETA. Nothing is
/// created and Workiz is not asked, so of what a listing would return, only what is stored already is known.
/// </summary>
public sealed class OperationPreviewer(
    AccountReservations reservations, IAccountStore accounts, IHeadStore heads, JobForecast jobs, IOptions<WorkizOptions> options)
{
    private const int PageSize = 1_000;

    public async Task<Preview> PreviewAsync(StartRequest request, CancellationToken cancellationToken)
    {
        var chosen = await reservations.ChooseAsync(request.AccountIds, cancellationToken);
        if (chosen.Unknown.Count > 0)
            return new Preview.UnknownAccounts(chosen.Unknown);
        if (chosen.Accounts.Count == 0)
            return new Preview.NoAccounts();
        var estimates = new List<AccountEstimate>(chosen.Accounts.Count);
        foreach (var some in chosen.Accounts.Chunk(PageSize))
            estimates.AddRange(await EstimateAsync(some, request, cancellationToken));
        return new Preview.Estimated(estimates, chosen.Disabled);
    }

    private async Task<IEnumerable<AccountEstimate>> EstimateAsync(
        IReadOnlyList<AccountId> some, StartRequest request, CancellationToken cancellationToken)
    {
        var found = (await heads.ReadAsync(some, cancellationToken)).ToDictionary(head => head.AccountId);
        var forecasts = await jobs.ForecastAsync(
            some.ToDictionary(account => account, account => found.GetValueOrDefault(account)?.Body ?? new HeadBody()), request, cancellationToken);
        return (await accounts.GetAsync(some, cancellationToken)).OrderBy(account => account.Id.Value, StringComparer.Ordinal)
            .Select(account => Estimate(account, found.GetValueOrDefault(account.Id), forecasts[account.Id]));
    }

    private AccountEstimate Estimate(Account account, HeadView? head, Forecast forecast)
    {
        var calls = forecast.Pages + forecast.Asked;
        var pace = Speed.PerCall(PaceTerms.Of(account.Pace, options.Value), head?.Body.Pace ?? new LearnedPace());
        return new AccountEstimate(account.Id, account.Name, forecast.Jobs, calls, (head?.Wait ?? TimeSpan.Zero) + (calls * pace));
    }
}
