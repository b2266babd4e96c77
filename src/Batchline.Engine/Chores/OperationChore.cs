using Batchline.Engine.Operations;
using Batchline.Engine.Operations.End;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Operations.Steer;

namespace Batchline.Engine.Chores;

/// <summary>Ends operations, repeats controls until every account has acknowledged them, and clears operations that were never admitted.</summary>
public sealed class OperationChore(
    IOperationStore operations, UnadmittedOperations unadmitted, OperationCloser closer, ControlWriter writer, StalledStarts starts) : IChore
{
    private const int PageSize = 200;
    private static readonly OperationStatus[] Open = [OperationStatus.Planning, OperationStatus.Processing, OperationStatus.Paused];

    public string Name => "the sweep of operations";

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        for (OperationId? before = null; ;)
        {
            var page = await operations.ListAsync(Open, before, PageSize, cancellationToken);
            foreach (var operation in page)
                await SweepAsync(operation, cancellationToken);
            if (page.Count < PageSize)
                return before is not null || page.Count > 0;
            before = page[^1].Id;
        }
    }

    private async Task SweepAsync(Operation operation, CancellationToken cancellationToken)
    {
        if (operation.Admitted)
        {
            starts.Forget(operation.Id);
            await writer.RepeatAsync(await starts.FinishAsync(operation, cancellationToken), cancellationToken);
            await closer.AdvanceAsync(operation.Id, cancellationToken);
            return;
        }
        if (!UnadmittedOperations.IsClosed(operation) && !await starts.IsAbandonedAsync(operation, cancellationToken))
            return;
        starts.Forget(operation.Id);
        await unadmitted.ClearAsync(operation, cancellationToken);
    }
}
