using Batchline.Engine.Failures;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;

namespace Batchline.UnitTests.Engine.Operations.Start;

/// <summary>A store that is gone when something is to be deleted, as it is for a process that dies before.</summary>
internal sealed class SilentRetention : IRetentionStore
{
    public Task<bool> DeleteAsync(OperationId id, int limit, CancellationToken cancellationToken) =>
        throw new StoreUnavailableException("silent");

    public Task<int> DeleteBatchesAsync(OperationId id, int limit, CancellationToken cancellationToken) =>
        throw new StoreUnavailableException("silent");
}
