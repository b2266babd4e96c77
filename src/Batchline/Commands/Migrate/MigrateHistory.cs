using Batchline.Commands.Shell;
using Batchline.Engine.Batches;
using Batchline.Engine.Operations;

namespace Batchline.Commands.Migrate;

/// <summary>Copies ended operations with their states and batches. The operation comes last: one that is there is there whole.</summary>
internal sealed class MigrateHistory(MigratePlace source, MigratePlace target, MigrateCounts counts)
{
    private const int PageSize = 500;

    public async Task CopyAsync(CancellationToken cancellationToken)
    {
        for (OperationId? before = null; ;)
        {
            var page = await source.Operations.ListAsync([], before, PageSize, cancellationToken);
            foreach (var operation in page)
                await CopyAsync(operation, cancellationToken);
            if (page.Count < PageSize)
                return;
            before = page[^1].Id;
        }
    }

    private async Task CopyAsync(Operation operation, CancellationToken cancellationToken)
    {
        if (!OperationTransitions.IsTerminal(operation.Status))
            throw new CouldNotException($"The operation {operation.Id} was started meanwhile. Wait for its end, or cancel it, and try again.");
        counts.Operations.Add(operation.Id);
        var isThere = await target.Operations.GetAsync(operation.Id, cancellationToken) is not null;
        await CopyBatchesAsync(operation.Id, isThere, cancellationToken);
        if (isThere)
            return;
        await CopyStatesAsync(operation.Id, cancellationToken);
        await target.Operations.InsertAsync(operation, cancellationToken);
    }

    private async Task CopyBatchesAsync(OperationId operation, bool onlyCount, CancellationToken cancellationToken)
    {
        for (var query = new BatchQuery { OperationId = operation, Limit = PageSize }; ;)
        {
            var page = await source.Batches.ListAsync(query, cancellationToken);
            if (page.Count > 0 && !onlyCount)
                await target.Batches.PlanAsync(page, cancellationToken);
            counts.Batches += page.Count;
            if (page.Count < PageSize)
                return;
            query = query with { After = (page[^1].AccountId, page[^1].Number) };
        }
    }

    private async Task CopyStatesAsync(OperationId operation, CancellationToken cancellationToken)
    {
        for (AccountId? after = null; ;)
        {
            var page = await source.States.ListAsync(operation, status: null, after, PageSize, cancellationToken);
            if (page.Count > 0)
                await target.Import.ImportStatesAsync(page, cancellationToken);
            if (page.Count < PageSize)
                return;
            after = page[^1].AccountId;
        }
    }
}
