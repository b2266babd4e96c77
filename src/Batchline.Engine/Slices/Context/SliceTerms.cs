using Batchline.Engine.Workiz;

namespace Batchline.Engine.Slices.Context;

/// <summary>What a slice may do, and for how long.</summary>
/// <param name="Budget">
/// The slice ends within it, however long Workiz takes to answer. Zero: it only carries out commands, and takes as long as
/// they take.
/// </param>
/// <param name="OnlyBatch">Work only on this batch; null: on whatever is due.</param>
/// <param name="Stop">The process is stopping: the job in flight is finished and recorded, and no other starts.</param>
internal sealed record SliceTerms(TimeSpan Budget, BatchId? OnlyBatch, CancellationToken Stop)
{
    private static readonly TimeSpan LastCheckpoint = TimeSpan.FromSeconds(1);

    /// <summary>The budget of the longest slices.</summary>
    public TimeSpan Longest { get; init; }

    /// <summary>The account's key; null: there is none, for the reason in <see cref="KeyProblem"/>.</summary>
    public WorkizToken? Token { get; init; }

    public string KeyProblem { get; init; } = "The account has no Workiz API key. Set one.";

    /// <summary>Equal for equal keys; null without a key.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>From the start of the slice; the rest of the budget is for the last checkpoint.</summary>
    public TimeSpan AnswerBy => Budget > TimeSpan.Zero ? BeforeLastCheckpoint(Budget) : TimeSpan.FromHours(1);

    /// <summary>The most time that an answer can have: in this slice if it is a long one, otherwise in the longest ones.</summary>
    public TimeSpan Best => Budget > TimeSpan.Zero && Budget >= Longest * 0.7 ? AnswerBy : BeforeLastCheckpoint(Longest);

    private static TimeSpan BeforeLastCheckpoint(TimeSpan budget) =>
        budget - (LastCheckpoint < budget / 10 ? LastCheckpoint : budget / 10);
}
