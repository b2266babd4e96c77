namespace Batchline.Simulator.Jobs;

/// <summary>How each account's jobs change by themselves. What the n-th mutation does follows from the seed.</summary>
public sealed record MutationPlan
{
    public static readonly MutationPlan None = new();

    /// <summary>One mutation after so many requests of the account.</summary>
    public int? EveryRequests { get; init; }

    /// <summary>One mutation each time this has passed; they happen when the account is next asked.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>Weight of edits: price, notes, status or crew.</summary>
    public int Edits { get; init; } = 6;

    /// <summary>Weight of new dates, which move jobs between pages.</summary>
    public int Moves { get; init; } = 2;

    /// <summary>Weight of new jobs.</summary>
    public int Appearances { get; init; } = 1;

    /// <summary>Weight of jobs that are deleted.</summary>
    public int Disappearances { get; init; } = 1;
}
