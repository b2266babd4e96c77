namespace Batchline.Engine.Notices;

/// <summary>Something to tell <c>Notify:Url</c>, and how far its delivery is.</summary>
public sealed record Notice
{
    /// <summary>24 hex characters from <see cref="IdGenerator"/>: they sort by creation time.</summary>
    public required string Id { get; init; }

    /// <summary>Names the occurrence, so that a process that notices it again adds nothing.</summary>
    public required string Key { get; init; }

    /// <summary>Such as <c>operation.ended</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about: the id of an operation or an account.</summary>
    public required string Subject { get; init; }

    public NoticeStatus Status { get; init; }

    /// <summary>Raised by every claim; a result is written only for the last of them.</summary>
    public int Attempts { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// When it may be claimed, set by the store and by its clock. Each claim moves it, so that nothing is lost if a process
    /// dies.
    /// </summary>
    public DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>When it was delivered, dropped, or given up.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The result of the last attempt.</summary>
    public string? Result { get; init; }
}
