using Batchline.Engine.Plan;

namespace Batchline.Engine.Slices;

/// <summary>What bounds a slice.</summary>
/// <param name="Budget">No request starts later than this.</param>
/// <param name="OnlyBatch">Work on this batch only.</param>
/// <param name="Stop">The process is stopping: the job in flight is finished and recorded, no other starts.</param>
internal sealed record SliceLimits(TimeSpan Budget, BatchId? OnlyBatch, CancellationToken Stop);
