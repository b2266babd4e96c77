namespace Batchline.Engine.Batches;

/// <summary>The next batch to work on.</summary>
/// <param name="Due">The lowest-numbered open batch that is due; null if none is.</param>
/// <param name="NextAttemptAt">If none is due: when the first waiting one will be. Both null: none is open.</param>
public sealed record NextBatch(Batch? Due, DateTimeOffset? NextAttemptAt);
