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
    public async Task<Preview> PreviewAsync(StartRequest request, CancellationToken cancellationToken)
    {
        var chosen = await reservations.ChooseAsync(request.AccountIds, cancellationToken);
        if (chosen.Unknown.Count > 0)
            return new Preview.UnknownAccounts(chosen.Unknown);
        if (chosen.Accounts.Count == 0)
            return new Preview.NoAccounts();
        var found = (await heads.ReadAsync(chosen.Accounts, cancellationToken)).ToDictionary(head => head.AccountId);
        var estimates = new List<AccountEstimate>(chosen.Accounts.Count);
        foreach (var account in (await accounts.GetAsync(chosen.Accounts, cancellationToken)).OrderBy(account => account.Id.Value, StringComparer.Ordinal))
            estimates.Add(await EstimateAsync(account, found.GetValueOrDefault(account.Id), request, cancellationToken));
        return new Preview.Estimated(estimates, chosen.Disabled);
    }

    private async Task<AccountEstimate> EstimateAsync(
        Account account, HeadView? head, StartRequest request, CancellationToken cancellationToken)
    {
        var body = head?.Body ?? new HeadBody();
        var forecast = await jobs.ForecastAsync(account.Id, body, request, cancellationToken);
        var calls = forecast.Pages + forecast.Asked;
        var eta = (head?.Wait ?? TimeSpan.Zero) + (calls * Speed.PerCall(PaceTerms.Of(account.Pace, options.Value), body.Pace));
        return new AccountEstimate(account.Id, account.Name, forecast.Jobs, calls, eta);
    }
}
