namespace Batchline.Engine.Batches;

/// <summary>Which batches of an operation to list.</summary>
public sealed record BatchQuery
{
    public required OperationId OperationId { get; init; }
    public AccountId? AccountId { get; init; }

    /// <summary>Any of these; all when empty.</summary>
    public IReadOnlyCollection<BatchStatus> Statuses { get; init; } = [];

    public (AccountId Account, int Number)? After { get; init; }
    public int Limit { get; init; } = 100;
}
