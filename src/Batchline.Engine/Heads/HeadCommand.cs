namespace Batchline.Engine.Heads;

/// <summary>Something that a person or a webhook asks of an account; the lease holder carries it out.</summary>
public sealed record HeadCommand
{
    /// <summary>24 hex characters; repeating a command with the same id changes nothing.</summary>
    public required string Id { get; init; }

    public required HeadCommandKind Kind { get; init; }
    public OperationId? OperationId { get; init; }
    public BatchId? BatchId { get; init; }

    /// <summary>The job of a refetch.</summary>
    public string? Uuid { get; init; }

    public bool Force { get; init; }
}
