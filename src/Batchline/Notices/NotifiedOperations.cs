using System.Globalization;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;

namespace Batchline.Notices;

/// <summary>
/// Puts up a notice before an operation ends, so that no death of the process between the two leaves an end that nobody is
/// told of. Whoever delivers it looks whether the end came.
/// </summary>
internal sealed class NotifiedOperations(IOperationStore inner, NoticeBoard notices) : IOperationStore
{
    public Task<Operation?> InsertAsync(Operation operation, CancellationToken cancellationToken) =>
        inner.InsertAsync(operation, cancellationToken);

    public Task<Operation?> GetAsync(OperationId id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

    public Task<Operation?> FindAsync(string idempotencyKey, CancellationToken cancellationToken) =>
        inner.FindAsync(idempotencyKey, cancellationToken);

    public async Task<bool> ReplaceAsync(Operation operation, CancellationToken cancellationToken)
    {
        if (OperationTransitions.IsTerminal(operation.Status))
        {
            await notices.AddAsync(NoticeKinds.OperationEnded, operation.Id.Value, Occurrence(operation), cancellationToken);
        }

        return await inner.ReplaceAsync(operation, cancellationToken);
    }

    public static string Occurrence(Operation operation) => operation.Rev.ToString(CultureInfo.InvariantCulture);

    public Task<IReadOnlyList<Operation>> ListAsync(
        IReadOnlyCollection<OperationStatus> statuses, OperationId? before, int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(statuses, before, limit, cancellationToken);
}
