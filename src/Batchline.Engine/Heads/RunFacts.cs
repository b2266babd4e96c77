using Batchline.Engine.Operations;

namespace Batchline.Engine.Heads;

/// <summary>
/// What a statement over many heads needs of their runs. Stores keep it beside the body, which leaves it out: a statement
/// cannot look into a body. A head that an earlier program wrote has none, until its next checkpoint.
/// </summary>
public sealed record RunFacts
{
    public string? OperationId { get; init; }

    /// <summary>As account states store it.</summary>
    public string? Status { get; init; }

    public bool Planned { get; init; }
    public int TotalBatches { get; init; }

    /// <summary>In unix milliseconds.</summary>
    public long? BlockedAt { get; init; }

    /// <summary>A batch is open.</summary>
    public bool Open { get; init; }

    /// <summary><see cref="HeadBody.PerCall"/> in milliseconds; zero: unknown.</summary>
    public double PerCall { get; init; }

    public Counters? Counters { get; init; }
}
