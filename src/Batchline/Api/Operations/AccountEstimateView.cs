using Batchline.Engine.Operations.Start;

namespace Batchline.Api.Operations;

/// <summary>What a start would come to for one account.</summary>
internal sealed record AccountEstimateView(string AccountId, string Name, long Jobs, long Calls, double EtaSeconds)
{
    public static AccountEstimateView Of(AccountEstimate estimate) => new(
        estimate.AccountId.Value, estimate.Name, estimate.Jobs, estimate.Calls, Math.Round(estimate.Eta.TotalSeconds, 1));
}
