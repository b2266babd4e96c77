using Batchline.Engine.Batches;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Progress;

/// <summary>How far an operation is.</summary>
public sealed record OperationProgress
{
    public required Operation Operation { get; init; }
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Null until every account is planned, and if it is unknown.</summary>
    public TimeSpan? Eta { get; init; }

    public required OperationTotals Totals { get; init; }
    public required IReadOnlyList<Batch> FailedBatches { get; init; }

    /// <summary>Every account knows its batches.</summary>
    public bool Planned => Operation.Admitted && Totals.Unplanned == 0;

    private Counters Counters => Totals.Counters;

    private long Done => Counters.Completed + Counters.Missing + Counters.Failed;

    /// <summary>0 to 1; null until planned. An operation without jobs is complete.</summary>
    public double? Fraction => !Planned ? null : Counters.Total == 0 ? 1 : (double)Done / Counters.Total;

    public double CompletionRate => Counters.Total == 0 ? 0 : (double)(Counters.Completed + Counters.Missing) / Counters.Total;

    public double ErrorRate => Done == 0 ? 0 : (double)Counters.Failed / Done;
}
