using Batchline.Api.Requests;
using Batchline.Engine.Operations;

namespace Batchline.Api.Operations;

/// <summary>An operation without its progress.</summary>
internal sealed record OperationView
{
    public required string OperationId { get; init; }
    public required string Status { get; init; }

    /// <summary>What was asked for last: <c>run</c>, <c>pause</c> or <c>cancel</c>. The status follows when every account has taken note.</summary>
    public required string Requested { get; init; }

    public required string Strategy { get; init; }
    public required int BatchSize { get; init; }
    public required DateTimeOffset? Since { get; init; }
    public required bool Full { get; init; }
    public required double? ToleratedFailurePercent { get; init; }
    public required int Accounts { get; init; }

    /// <summary>Ids of accounts left out, 100 at most.</summary>
    public required IEnumerable<string> Skipped { get; init; }

    /// <summary>How many were left out.</summary>
    public int SkippedTotal { get; init; }
    public required DateTimeOffset StartTime { get; init; }
    public required DateTimeOffset? EndTime { get; init; }
    public required string? Error { get; init; }

    public static OperationView Of(Operation operation) => new()
    {
        OperationId = operation.Id.Value,
        Status = Names<OperationStatus>.Of(operation.Status),
        Requested = Names<ControlAction>.Of(operation.Requested),
        Strategy = Names<Strategy>.Of(operation.Strategy),
        BatchSize = operation.BatchSize,
        Since = operation.Since,
        Full = operation.Full,
        ToleratedFailurePercent = operation.ToleratedFailurePercent,
        Accounts = operation.Accounts,
        Skipped = operation.Skipped.Select(id => id.Value),
        SkippedTotal = operation.SkippedTotal,
        StartTime = operation.StartTime,
        EndTime = operation.EndTime,
        Error = operation.Error,
    };
}
