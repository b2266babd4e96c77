using Batchline.Engine.Ids;
using Batchline.Engine.Workiz;

namespace Batchline.Engine.Slices.Context;

/// <summary>What a slice may do, and for how long.</summary>
/// <param name="Budget">
/// The slice has ended after this, however long Workiz takes to answer. Zero: it carries out commands only, and takes as long as
/// these take.
/// </param>
/// <param name="OnlyBatch">Work on this batch only; null: on whatever is due.</param>
/// <param name="Stop">The process is stopping: the job in flight is finished and recorded, and no other starts.</param>
internal sealed record SliceTerms(TimeSpan Budget, BatchId? OnlyBatch, CancellationToken Stop)
{
    private static readonly TimeSpan LastCheckpoint = TimeSpan.FromSeconds(1);

    /// <summary>The budget of the longest slices there are.</summary>
    public TimeSpan Longest { get; init; }

    /// <summary>The account's key; null: there is none, for the reason in <see cref="KeyProblem"/>.</summary>
    public WorkizToken? Token { get; init; }

    public string KeyProblem { get; init; } = "The account has no Workiz API key. Set one.";

    /// <summary>Equal for equal keys; null without a key.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Counted from the start of the slice; what is left of the budget then is for the last checkpoint.</summary>
    public TimeSpan AnswerBy => Budget > TimeSpan.Zero ? BeforeLastCheckpoint(Budget) : TimeSpan.FromHours(1);

    /// <summary>The most time an answer can have: what this slice gives if it is one of the long ones, else what those give.</summary>
    public TimeSpan Best => Budget > TimeSpan.Zero && Budget >= Longest * 0.7 ? AnswerBy : BeforeLastCheckpoint(Longest);

    private static TimeSpan BeforeLastCheckpoint(TimeSpan budget) =>
        budget - (LastCheckpoint < budget / 10 ? LastCheckpoint : budget / 10);
}
