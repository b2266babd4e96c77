using Batchline.Engine.Faults;
using Batchline.Engine.Pace;

namespace Batchline.Engine.Heads;

/// <summary>The part of a head that only the lease's holder writes.</summary>
public sealed record HeadBody
{
    public LearnedPace Pace { get; init; } = new();
    public Trouble Trouble { get; init; } = new();

    /// <summary>
    /// How long the wait of the head was when it was written; null: written by an older program. A stored moment that is
    /// further away by the store's clock shows that this clock was set back.
    /// </summary>
    public TimeSpan? WaitWritten { get; init; }

    /// <summary>How long answers of Workiz take of late; zero: not known.</summary>
    public TimeSpan AnswerTime { get; init; }

    /// <summary>The operation the account works on, or worked on last.</summary>
    public Run? Run { get; init; }

    /// <summary>When the account's jobs were first listed to the end; null: never.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>When the account last completed an operation.</summary>
    public DateTimeOffset? LastSyncedAt { get; init; }

    /// <summary>The key that the account's jobs were last asked for with; null: none yet.</summary>
    public string? KeyFingerprint { get; init; }

    /// <summary>Another key, not yet found to be the account's.</summary>
    public KeyCheck? KeyCheck { get; init; }

    /// <summary>Why the account is blocked; null when it is not.</summary>
    public string? Blocked { get; init; }

    /// <summary>Jobs to ask for out of turn, in order; taken out of the queue before they are asked for, so that a hint meanwhile counts again.</summary>
    public IReadOnlyList<Refetch> Refetches { get; init; } = [];

    /// <summary>Answers to the last few commands that wanted one.</summary>
    public IReadOnlyList<CommandResult> Results { get; init; } = [];
}
