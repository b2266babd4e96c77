namespace Batchline.Engine.Records;

/// <summary>Batchline's notes on a stored job (<c>_sync</c>).</summary>
public sealed record JobSync
{
    public string? Hash { get; init; }
    public DateTimeOffset? FirstSeen { get; init; }
    public DateTimeOffset? ChangedAt { get; init; }
    public IReadOnlyList<string> ChangedFields { get; init; } = [];
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>When Workiz last answered about the job, whatever the answer was.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>The last operation whose listing returned the job.</summary>
    public OperationId? SeenIn { get; init; }

    public long Fence { get; init; }
    public long Seq { get; init; }
}
