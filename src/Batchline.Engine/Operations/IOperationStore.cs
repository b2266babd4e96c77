using Batchline.Engine.Ids;

namespace Batchline.Engine.Operations;

/// <summary>Where operations are kept.</summary>
public interface IOperationStore
{
    /// <summary>
    /// Inserts the operation. When one with the same idempotency key is stored already, answers that one
    /// and inserts nothing; else answers null.
    /// </summary>
    Task<Operation?> InsertAsync(Operation operation, CancellationToken cancellationToken);

    Task<Operation?> GetAsync(OperationId id, CancellationToken cancellationToken);

    Task<Operation?> FindAsync(string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the operation when its stored <see cref="Operation.Rev"/> is one less than the given one's.
    /// False: somebody else was faster, or it is gone.
    /// </summary>
    Task<bool> ReplaceAsync(Operation operation, CancellationToken cancellationToken);

    /// <summary>Newest first, behind <paramref name="before"/>; any of <paramref name="statuses"/>, or all when empty.</summary>
    Task<IReadOnlyList<Operation>> ListAsync(
        IReadOnlyCollection<OperationStatus> statuses, OperationId? before, int limit, CancellationToken cancellationToken);
}
