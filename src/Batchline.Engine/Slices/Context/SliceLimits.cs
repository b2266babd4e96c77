using Batchline.Engine.Ids;

namespace Batchline.Engine.Slices.Context;

/// <summary>What bounds a slice.</summary>
/// <param name="Budget">
/// The slice has ended after this, whatever Workiz takes to answer. Zero: it carries out commands only, and takes what these take.
/// </param>
/// <param name="Longest">The budget of the longest slices there are.</param>
/// <param name="OnlyBatch">Work on this batch only.</param>
/// <param name="Stop">The process is stopping: the job in flight is finished and recorded, no other starts.</param>
internal sealed record SliceLimits(TimeSpan Budget, TimeSpan Longest, BatchId? OnlyBatch, CancellationToken Stop)
{
    private static readonly TimeSpan LastCheckpoint = TimeSpan.FromSeconds(1);

    /// <summary>Counted from the start of the slice; what is left of the budget then is for the last checkpoint.</summary>
    public TimeSpan AnswerBy => Budget > TimeSpan.Zero ? BeforeLastCheckpoint(Budget) : TimeSpan.FromHours(1);

    /// <summary>The most time an answer can have: what this slice gives if it is one of the long ones, else what those do.</summary>
    public TimeSpan Best => Budget > TimeSpan.Zero && Budget >= Longest * 0.7 ? AnswerBy : BeforeLastCheckpoint(Longest);

    private static TimeSpan BeforeLastCheckpoint(TimeSpan budget) =>
        budget - (LastCheckpoint < budget / 10 ? LastCheckpoint : budget / 10);
}
