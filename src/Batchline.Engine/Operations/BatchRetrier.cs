using Batchline.Engine.Plan;

namespace Batchline.Engine.Operations;

/// <summary>A person's retry of a batch.</summary>
public sealed class BatchRetrier
{
    /// <param name="force">Retry beyond the limit too.</param>
    public Task<RetryResult> RetryAsync(BatchId id, bool force, CancellationToken cancellationToken) => throw new NotImplementedException();
}
