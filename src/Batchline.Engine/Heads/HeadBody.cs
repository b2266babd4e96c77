using Batchline.Engine.Faults;
using Batchline.Engine.Pace;

namespace Batchline.Engine.Heads;

/// <summary>The part of a head that only the lease holder writes.</summary>
public sealed record HeadBody
{
    public LearnedPace Pace { get; init; } = new();
    public Trouble Trouble { get; init; } = new();

    /// <summary>
    /// How long the head's wait was when it was written; null: an older program wrote it. If the stored time is further away
    /// than this by the store's clock, that clock was set back.
    /// </summary>
    public TimeSpan? WaitWritten { get; init; }

    /// <summary>How long Workiz has recently taken to answer; zero: unknown.</summary>
    public TimeSpan AnswerTime { get; init; }

    /// <summary>How long an account takes from one call to the next, by its pace and by how long calls have recently taken; zero: unknown.</summary>
    public TimeSpan PerCall { get; init; }

    /// <summary>The current or last operation of the account.</summary>
    public Run? Run { get; init; }

    /// <summary>When the account's jobs were first listed to the end; null: never.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>When the account last completed an operation.</summary>
    public DateTimeOffset? LastSyncedAt { get; init; }

    /// <summary>The key with which the account's jobs were last requested; null: none yet.</summary>
    public string? KeyFingerprint { get; init; }

    /// <summary>Another key, not yet known to be the account's.</summary>
    public KeyCheck? KeyCheck { get; init; }

    /// <summary>Why the account is blocked; null if it is not.</summary>
    public string? Blocked { get; init; }

    /// <summary>Jobs to request out of turn, in order. Each is removed before it is requested, so that a hint that arrives after that counts again.</summary>
    public IReadOnlyList<Refetch> Refetches { get; init; } = [];

    /// <summary>Answers to the last few commands that wanted one.</summary>
    public IReadOnlyList<CommandResult> Results { get; init; } = [];
}
