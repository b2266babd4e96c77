namespace Batchline.Engine.Changes;

/// <summary>One change of a stored job.</summary>
public sealed record JobChange
{
    /// <summary>Its position in the sequence, from 1.</summary>
    public required long Position { get; init; }

    public required AccountId AccountId { get; init; }
    public required string Uuid { get; init; }
    public required ChangeKind Kind { get; init; }

    /// <summary>The top-level fields that differ; empty if there was nothing to compare with.</summary>
    public IReadOnlyList<string> ChangedFields { get; init; } = [];

    /// <summary>When Workiz answered, by the store's clock.</summary>
    public required DateTimeOffset At { get; init; }

    public ChangePlace Place => new(Position, At);
}
