namespace Batchline.Api.BatchProgress;

/// <summary>How far an operation is.</summary>
internal sealed record ProgressView
{
    public required string OperationId { get; init; }
    public required string Status { get; init; }
    public required string Strategy { get; init; }
    public required DateTimeOffset StartTime { get; init; }
    public required DateTimeOffset? EndTime { get; init; }
    public required double ElapsedSeconds { get; init; }

    /// <summary>Null until every account is planned.</summary>
    public required double? EtaSeconds { get; init; }

    /// <summary>0 to 1; null until every account is planned.</summary>
    public required double? Progress { get; init; }

    public required double CompletionRate { get; init; }
    public required double ErrorRate { get; init; }
    public required AccountCountsView Accounts { get; init; }
    public required BatchCountsView Batches { get; init; }
    public required JobCountsView Jobs { get; init; }
    public required CallCountsView Calls { get; init; }
    public required int Retries { get; init; }
    public required double? AverageBatchSeconds { get; init; }
    public required IReadOnlyList<AccountStateView> AccountStates { get; init; }
    public required IReadOnlyList<FailedBatchView> FailedBatches { get; init; }
}
