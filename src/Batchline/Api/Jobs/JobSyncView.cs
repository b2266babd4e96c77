using Batchline.Engine.Records;

namespace Batchline.Api.Jobs;

/// <summary>Batchline's notes on a job.</summary>
internal sealed record JobSyncView
{
    public required string? Hash { get; init; }
    public required DateTimeOffset? FirstSeen { get; init; }
    public required DateTimeOffset? ChangedAt { get; init; }
    public required IReadOnlyList<string> ChangedFields { get; init; }

    /// <summary>Since when the job is gone in Workiz; null: it is there.</summary>
    public required DateTimeOffset? MissingSince { get; init; }

    public required DateTimeOffset? CheckedAt { get; init; }

    public static JobSyncView Of(JobSync sync) => new()
    {
        Hash = sync.Hash,
        FirstSeen = sync.FirstSeen,
        ChangedAt = sync.ChangedAt,
        ChangedFields = sync.ChangedFields,
        MissingSince = sync.MissingSince,
        CheckedAt = sync.CheckedAt,
    };
}
