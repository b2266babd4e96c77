namespace Batchline.Engine.Heads;

/// <summary>One compare-and-set on a head: it applies only if the stored fence and sequence are the given ones.</summary>
public sealed record HeadWrite
{
    /// <summary>A write that gives back the lease of <paramref name="held"/>, with nothing due and nothing to wait for.</summary>
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

    /// <summary>The sequence before the write; the write raises it by one.</summary>
    public required long Seq { get; init; }

    /// <summary>New for every write, so that one that is repeated after a lost acknowledgment is recognized.</summary>
    public required string WriteId { get; init; }

    public required HeadBody Body { get; init; }

    /// <summary>How long the lease lasts from the store's current time; zero gives it back.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>From the store's current time until the next request may leave.</summary>
    public required TimeSpan Wait { get; init; }

    /// <summary>
    /// Added to <see cref="Wait"/> in the stored reservation: send window plus interval, or zero when the lease is
    /// given back. While the lease is held, the reservation never moves back.
    /// </summary>
    public required TimeSpan Reserve { get; init; }

    /// <summary>From the store's current time until the account is due; null: nothing to do. The account is due at once if there are
    /// commands that the writer has not seen, or if this write gives the lease back and there was a wake-up since the last write.</summary>
    public required TimeSpan? DueIn { get; init; }

    /// <summary>Ids of commands to remove from the queue.</summary>
    public IReadOnlyList<string> HandledCommands { get; init; } = [];

    /// <summary>Ids of all commands the writer has seen, handled or not.</summary>
    public IReadOnlyList<string> SeenCommands { get; init; } = [];

    /// <summary>The control that the writer has seen; if a different one is stored, the account is due at once.</summary>
    public Control? SeenControl { get; init; }
}
