namespace Batchline.Engine.Records;

/// <summary>
/// One change of a stored job. It applies only if the stored (fence, seq) is not greater than the checkpoint's. An unknown
/// job is inserted by Replace and ignored by the other kinds.
/// </summary>
public sealed record JobWrite
{
    public required string Uuid { get; init; }
    public required JobWriteKind Kind { get; init; }

    /// <summary>Only with <see cref="JobWriteKind.Replace"/>.</summary>
    public JobDocument? Document { get; init; }

    /// <summary>Only with <see cref="JobWriteKind.Replace"/>: the <see cref="JobHash"/> of the document.</summary>
    public string? Hash { get; init; }

    /// <summary>Only with <see cref="JobWriteKind.Replace"/> of a known job: the top-level fields that differ.</summary>
    public IReadOnlyList<string> ChangedFields { get; init; } = [];

    /// <summary>Only with <see cref="JobWriteKind.Replace"/> of a known job: the one that <see cref="ChangedFields"/> was compared with.</summary>
    public StoredJob? Over { get; init; }

    /// <summary>Set when a list page returned the job: the operation that listed it.</summary>
    public OperationId? SeenIn { get; init; }

    /// <summary>When the answer came, by the store's clock.</summary>
    public required DateTimeOffset At { get; init; }
}
