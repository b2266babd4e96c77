using Batchline.Engine.Ids;

namespace Batchline.Engine.Notices;

/// <summary>Something to tell to whoever asked to be notified, and how far that is.</summary>
public sealed record Notice
{
    /// <summary>24 hex characters, made by <see cref="IdGenerator"/>: ids sort by the time they were made.</summary>
    public required string Id { get; init; }

    /// <summary>Names the occurrence: whoever notices it again, in any process, adds nothing.</summary>
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
    /// When it may be claimed, by the store's clock, which sets it. It moves on by each claim, so that a process that dies
    /// loses nothing.
    /// </summary>
    public DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>When it was delivered, dropped or given up.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What the last attempt came to.</summary>
    public string? Result { get; init; }
}
