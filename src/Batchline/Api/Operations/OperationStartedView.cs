using Batchline.Api.Requests;
using Batchline.Engine.Operations;
using Batchline.Engine.Progress;

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

    /// <summary>Ids of accounts left out: disabled ones that were named, and with <c>skip</c> busy ones.</summary>
    public required IEnumerable<string> Skipped { get; init; }

    public static OperationStartedView Of(Operation operation, OperationProgress? progress) => new()
    {
        OperationId = operation.Id.Value,
        Status = Names<OperationStatus>.Of(operation.Status),
        Accounts = operation.Accounts,
        Jobs = progress?.Totals.Total ?? 0,
        Batches = progress?.TotalBatches ?? 0,
        Skipped = operation.Skipped.Select(id => id.Value),
    };
}
