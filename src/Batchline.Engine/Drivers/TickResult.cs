using Batchline.Engine.Slices;

namespace Batchline.Engine.Drivers;

/// <summary>What the slices of one request did.</summary>
public sealed record TickResult
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>Accounts worked on.</summary>
    public int Accounts { get; init; }

    /// <summary>Jobs that got an outcome.</summary>
    public int Jobs { get; init; }

    /// <summary>Accounts that are due now, up to a thousand.</summary>
    public int RemainingDue { get; init; }

    /// <summary>An account that made progress and is due again; null: none.</summary>
    public AccountId? Next { get; init; }

    /// <param name="slice">Null: it failed or had not begun.</param>
    internal TickResult Plus(AccountId account, SliceResult? slice) => slice is not { Held: true } ? this : this with
    {
        Accounts = Accounts + 1,
        Jobs = Jobs + slice.Jobs,
        Next = slice is { Jobs: > 0, WaitingReason: null, DueIn: { } due } && due <= Soon ? account : Next,
    };
}
