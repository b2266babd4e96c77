using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Telemetry;

namespace Batchline.Telemetry;

/// <summary>Counts operations as they end: by whoever wrote the end, so once over all processes.</summary>
internal sealed class MeasuredOperations(IOperationStore inner, IAccountStateReader states, Instruments instruments) : IOperationStore
{
    public Task<Operation?> InsertAsync(Operation operation, CancellationToken cancellationToken) =>
        inner.InsertAsync(operation, cancellationToken);

    public Task<Operation?> GetAsync(OperationId id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

    public Task<Operation?> FindAsync(string idempotencyKey, CancellationToken cancellationToken) =>
        inner.FindAsync(idempotencyKey, cancellationToken);

    public async Task<bool> ReplaceAsync(Operation operation, CancellationToken cancellationToken)
    {
        var replaced = await inner.ReplaceAsync(operation, cancellationToken);
        if (replaced && OperationTransitions.IsTerminal(operation.Status))
            instruments.OperationEnded(operation, await TotalsAsync(operation.Id, cancellationToken));
        return replaced;
    }

    public Task<IReadOnlyList<Operation>> ListAsync(
        IReadOnlyCollection<OperationStatus> statuses, OperationId? before, int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(statuses, before, limit, cancellationToken);

    private async Task<Counters> TotalsAsync(OperationId id, CancellationToken cancellationToken)
    {
        var totals = new Counters();
        await foreach (var page in states.PagesAsync(id, cancellationToken))
            totals = page.Aggregate(totals, (sum, state) => sum.Plus(state.Counters));
        return totals;
    }
}
