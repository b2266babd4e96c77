namespace Batchline.Engine.Records;

/// <summary>A job as stored.</summary>
public sealed record StoredJob
{
    public required AccountId AccountId { get; init; }
    public required JobDocument Document { get; init; }

    /// <summary>When the content was last confirmed with Workiz.</summary>
    public DateTimeOffset LastUpdated { get; init; }

    public JobSync Sync { get; init; } = new();
}
