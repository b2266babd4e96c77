namespace Batchline.Engine.Batches;

/// <summary>The next batch to work on.</summary>
/// <param name="Due">The lowest-numbered open batch that is due; null when none is.</param>
/// <param name="NextAttemptAt">With none due: when the first waiting one is. Both null: none is open.</param>
public sealed record NextBatch(Batch? Due, DateTimeOffset? NextAttemptAt);
