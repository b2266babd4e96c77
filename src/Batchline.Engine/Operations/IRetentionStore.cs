namespace Batchline.Engine.Operations;

/// <summary>Deletes what is no longer kept, a little at a time.</summary>
public interface IRetentionStore
{
    /// <summary>Deletes the operation with its batches and account states, at most <paramref name="limit"/> rows; false: call again.</summary>
    Task<bool> DeleteAsync(OperationId id, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes batches of an operation, at most <paramref name="limit"/>; returns how many.</summary>
    Task<int> DeleteBatchesAsync(OperationId id, int limit, CancellationToken cancellationToken);
}
