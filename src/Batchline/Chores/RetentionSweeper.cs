using Batchline.Engine.Chores;
using Batchline.Engine.Operations;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Chores;

/// <summary>Deletes operations that ended long ago, with their batches and account states, a little at a time. Jobs are kept.</summary>
internal sealed class RetentionSweeper(IOperationStore operations, IRetentionStore retention, TimeProvider clock, IOptions<RetentionOptions> options) : IChore
{
    private const int OperationsAtOnce = 20;
    private const int RowsAtOnce = 2000;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private static readonly OperationStatus[] Terminal = [.. Enum.GetValues<OperationStatus>().Where(OperationTransitions.IsTerminal)];

    private long _notBefore;
    private OperationId? _batchesBefore;

    public string Name => "the deletion of old operations";

    public Task<bool> RunAsync(CancellationToken cancellationToken) => SweepAsync(cancellationToken);

    /// <summary>Starts at most every ten minutes, however often it is called; each call continues with the next page.</summary>
    /// <returns>There may be more to delete.</returns>
    public async Task<bool> SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now.UtcTicks < Interlocked.Read(ref _notBefore))
            return false;
        Interlocked.Exchange(ref _notBefore, (now + Interval).UtcTicks);
        var more = await DeleteOperationsAsync(now - options.Value.Operations, cancellationToken);
        more |= await DeleteBatchesAsync(now - options.Value.Batches, cancellationToken);
        if (more)
            Interlocked.Exchange(ref _notBefore, 0);
        return more;
    }

    /// <summary>True: there may be more to delete.</summary>
    private async Task<bool> DeleteOperationsAsync(DateTimeOffset limit, CancellationToken cancellationToken)
    {
        var begun = await operations.ListAsync(Terminal, FirstIdAt(limit), OperationsAtOnce, cancellationToken);
        var old = begun.Where(operation => operation.EndTime < limit).ToList();
        foreach (var operation in old)
            await retention.DeleteAsync(operation.Id, RowsAtOnce, cancellationToken);
        return old.Count > 0;
    }

    /// <summary>Deletes batches of operations that are themselves kept longer, from the newest to the oldest, a page with each call.</summary>
    private async Task<bool> DeleteBatchesAsync(DateTimeOffset limit, CancellationToken cancellationToken)
    {
        if (options.Value.Batches >= options.Value.Operations)
            return false;
        var page = await operations.ListAsync(Terminal, _batchesBefore ?? FirstIdAt(limit), OperationsAtOnce, cancellationToken);
        foreach (var operation in page.Where(operation => operation.EndTime < limit))
        {
            while (await retention.DeleteBatchesAsync(operation.Id, RowsAtOnce, cancellationToken) == RowsAtOnce)
            {
                // Deleted in limited portions, so that no writer waits long.
            }
        }
        _batchesBefore = page.Count == OperationsAtOnce ? page[^1].Id : null;
        return _batchesBefore is not null;
    }

    /// <summary>The smallest id of a second separates older operations from newer ones.</summary>
    private static OperationId FirstIdAt(DateTimeOffset time) => new(IdGenerator.FirstAt(time));
}
