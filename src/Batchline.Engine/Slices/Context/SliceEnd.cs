using Batchline.Engine.Operations;

namespace Batchline.Engine.Slices.Context;

/// <summary>Why a slice ends.</summary>
/// <param name="DueIn">When the account is due again; null: nothing is left to do.</param>
internal sealed record SliceEnd(TimeSpan? DueIn, WaitingReason? Reason = null)
{
    public static readonly SliceEnd Idle = new((TimeSpan?)null);
    public static readonly SliceEnd DueNow = new(TimeSpan.Zero);
}
