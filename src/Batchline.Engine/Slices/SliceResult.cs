using Batchline.Engine.Operations;

namespace Batchline.Engine.Slices;

/// <summary>How a slice ended.</summary>
public sealed record SliceResult
{
    /// <summary>False: the account is held, and nothing was done.</summary>
    public required bool Held { get; init; }

    /// <summary>When the account is due again; null: nothing is left to do, or it is unknown.</summary>
    public TimeSpan? DueIn { get; init; }

    public WaitingReason? WaitingReason { get; init; }

    /// <summary>Jobs that got an outcome.</summary>
    public int Jobs { get; init; }
}
