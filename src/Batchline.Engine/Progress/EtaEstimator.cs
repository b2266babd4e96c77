using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Batchline.Engine.Pace;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Progress;

/// <summary>
/// How long the rest will take: the longest that an account needs for its remaining calls at its pace, or what is left in all
/// at the rate of late, if that is longer. A rate below the pace means that this machine or the database cannot keep up.
/// </summary>
public sealed class EtaEstimator(DoneRates rates, IOptions<WorkizOptions> options)
{
    /// <summary>Null: no account is at work, so there is nothing to estimate from.</summary>
    public TimeSpan? Estimate(OperationId operation, OperationTotals totals)
    {
        if (totals.LongestRest is not { } rest)
        {
            rates.Forget(operation);
            return null;
        }
        var unpaced = totals.MostUnpaced * Speed.PerCall(PaceTerms.Of(new AccountPace(), options.Value), new LearnedPace());
        var atRate = rates.Of(operation, totals) is { } rate ? TimeSpan.FromSeconds(totals.Counters.Pending / rate) : TimeSpan.Zero;
        return Longer(Longer(rest, unpaced), atRate);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
