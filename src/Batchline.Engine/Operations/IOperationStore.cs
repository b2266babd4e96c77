namespace Batchline.Engine.Operations;

/// <summary>Where operations are kept.</summary>
public interface IOperationStore
{
    /// <summary>
    /// Inserts the operation and returns null. If one with the same idempotency key exists, inserts nothing and returns that
    /// one.
    /// </summary>
    Task<Operation?> InsertAsync(Operation operation, CancellationToken cancellationToken);

    Task<Operation?> GetAsync(OperationId id, CancellationToken cancellationToken);

    Task<Operation?> FindAsync(string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the operation if the stored <see cref="Operation.Rev"/> is one less than the given one's.
    /// False: another write came first, or the operation is gone.
    /// </summary>
    Task<bool> ReplaceAsync(Operation operation, CancellationToken cancellationToken);

    /// <summary>Newest first, after <paramref name="before"/>; any of <paramref name="statuses"/>, or all if empty.</summary>
    Task<IReadOnlyList<Operation>> ListAsync(
        IReadOnlyCollection<OperationStatus> statuses, OperationId? before, int limit, CancellationToken cancellationToken);
}
