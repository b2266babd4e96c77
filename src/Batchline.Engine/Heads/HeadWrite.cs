namespace Batchline.Engine.Heads;

/// <summary>One compare-and-set on a head: it applies where the stored fence and sequence are the given ones.</summary>
public sealed record HeadWrite
{
    /// <summary>A write that gives the lease of <paramref name="held"/> back, with nothing due and nothing to wait for.</summary>
    public static HeadWrite GivingBack(HeadView held, string writeId, HeadBody body) => new()
    {
        Fence = held.Fence,
        Seq = held.Seq,
        WriteId = writeId,
        Body = body,
        Lease = TimeSpan.Zero,
        Wait = TimeSpan.Zero,
        Reserve = TimeSpan.Zero,
        DueIn = null,
    };

    public required long Fence { get; init; }

    /// <summary>The sequence before the write; afterwards it is one more.</summary>
    public required long Seq { get; init; }

    /// <summary>New for every write: a repeated one whose acknowledgement was lost is recognised by it.</summary>
    public required string WriteId { get; init; }

    public required HeadBody Body { get; init; }

    /// <summary>How long the lease lasts from the store's now; zero gives it back.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>From the store's now until the next request may leave.</summary>
    public required TimeSpan Wait { get; init; }

    /// <summary>
    /// Added to <see cref="Wait"/> in the stored reservation: send window plus interval, or zero when the lease is
    /// given back. While the lease is held the reservation never moves back.
    /// </summary>
    public required TimeSpan Reserve { get; init; }

    /// <summary>From the store's now until the account is due; null: nothing to do. Commands that the writer
    /// has not seen make it due at once, and so does a wake since the write before when this one gives the lease back.</summary>
    public required TimeSpan? DueIn { get; init; }

    /// <summary>Ids of commands to take out of the queue.</summary>
    public IReadOnlyList<string> HandledCommands { get; init; } = [];

    /// <summary>Ids of all commands the writer has seen, handled or not.</summary>
    public IReadOnlyList<string> SeenCommands { get; init; } = [];

    /// <summary>The control the writer has seen; another stored one makes the account due at once.</summary>
    public Control? SeenControl { get; init; }
}
