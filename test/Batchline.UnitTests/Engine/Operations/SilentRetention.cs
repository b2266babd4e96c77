using Batchline.Engine.Operations;
using Batchline.Engine.Record;

namespace Batchline.UnitTests.Engine.Operations;

/// <summary>A store that is gone when something is to be deleted, as it is for a process that dies before.</summary>
internal sealed class SilentRetention : IRetentionStore
{
    public Task<bool> DeleteAsync(OperationId id, int limit, CancellationToken cancellationToken) =>
        throw new StoreUnavailableException("silent");

    public Task<int> DeleteBatchesAsync(OperationId id, int limit, CancellationToken cancellationToken) =>
        throw new StoreUnavailableException("silent");
}
