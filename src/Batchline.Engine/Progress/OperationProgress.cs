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

    public required Counters Totals { get; init; }

    /// <summary>Every account knows its batches.</summary>
    public bool Planned { get; init; }

    public required IReadOnlyDictionary<AccountStateStatus, int> Accounts { get; init; }
    public int TotalBatches { get; init; }
    public int ProcessingBatches { get; init; }
    public required IReadOnlyList<AccountProgress> States { get; init; }
    public required IReadOnlyList<Batch> FailedBatches { get; init; }

    private long Done => Totals.Completed + Totals.Missing + Totals.Failed;

    /// <summary>0 to 1; null until planned. An operation without jobs is complete.</summary>
    public double? Fraction => !Planned ? null : Totals.Total == 0 ? 1 : (double)Done / Totals.Total;

    public double CompletionRate => Totals.Total == 0 ? 0 : (double)(Totals.Completed + Totals.Missing) / Totals.Total;

    public double ErrorRate => Done == 0 ? 0 : (double)Totals.Failed / Done;
}
