using Batchline.Api.Requests;
using Batchline.Engine.Operations;

namespace Batchline.Api.Operations;

/// <summary>The answer to <c>init-batch-update</c>.</summary>
internal sealed record OperationStartedView
{
    public required string OperationId { get; init; }
    public required string Status { get; init; }
    public required int Accounts { get; init; }

    /// <summary>Planned so far.</summary>
    public required long Jobs { get; init; }

    /// <summary>Planned so far.</summary>
    public required int Batches { get; init; }

    /// <summary>Ids of accounts left out, 100 at most: disabled ones that were named, and with <c>skip</c> busy ones.</summary>
    public required IEnumerable<string> Skipped { get; init; }

    /// <summary>How many were left out.</summary>
    public int SkippedTotal { get; init; }

    public static OperationStartedView Of(Operation operation, OperationTotals planned) => new()
    {
        OperationId = operation.Id.Value,
        Status = Names<OperationStatus>.Of(operation.Status),
        Accounts = operation.Accounts,
        Jobs = planned.Counters.Total,
        Batches = planned.Batches,
        Skipped = operation.Skipped.Select(id => id.Value),
        SkippedTotal = operation.SkippedTotal,
    };
}
