using Batchline.Engine.Ids;

namespace Batchline.Engine.Operations;

/// <summary>Deletes what nobody asks for any more, a little at a time.</summary>
public interface IRetentionStore
{
    /// <summary>Deletes the operation with its batches and account states, at most <paramref name="limit"/> rows; false: call again.</summary>
    Task<bool> DeleteAsync(OperationId id, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes the batches of an operation, at most <paramref name="limit"/>; the answer is how many.</summary>
    Task<int> DeleteBatchesAsync(OperationId id, int limit, CancellationToken cancellationToken);
}
