using System.Collections.Concurrent;

namespace Batchline.Engine.Operations;

/// <summary>Does what no account's slice can: ends operations, repeats unheard wishes, clears operations never admitted.</summary>
public sealed class OperationSweeper(
    IOperationStore operations, UnadmittedOperations unadmitted, OperationCloser closer, ControlWriter writer, TimeProvider clock)
{
    private const int PageSize = 200;
    private static readonly TimeSpan AdmittedWithin = TimeSpan.FromMinutes(1);

    /// <summary>By the clocks of two nodes, which may differ by minutes; for processes that live too short to wait for a minute.</summary>
    private static readonly TimeSpan AdmittedWithinByDate = TimeSpan.FromMinutes(15);

    private static readonly OperationStatus[] Open = [OperationStatus.Planning, OperationStatus.Processing, OperationStatus.Paused];

    /// <summary>When this process first saw each operation that was not admitted.</summary>
    private readonly ConcurrentDictionary<OperationId, long> _notAdmitted = new();

    /// <summary>Any process may call it at any time.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        for (OperationId? before = null; ;)
        {
            var page = await operations.ListAsync(Open, before, PageSize, cancellationToken);
            foreach (var operation in page)
                await SweepAsync(operation, cancellationToken);
            if (page.Count < PageSize)
                return;
            before = page[^1].Id;
        }
    }

    private async Task SweepAsync(Operation operation, CancellationToken cancellationToken)
    {
        if (operation.Admitted)
        {
            _notAdmitted.TryRemove(operation.Id, out _);
            await writer.RepeatAsync(operation, cancellationToken);
            await closer.AdvanceAsync(operation.Id, cancellationToken);
            return;
        }
        var seen = clock.GetElapsedTime(_notAdmitted.GetOrAdd(operation.Id, clock.GetTimestamp()));
        var isOld = seen >= AdmittedWithin || clock.GetUtcNow() - operation.StartTime >= AdmittedWithinByDate;
        if (!isOld && !UnadmittedOperations.IsClosed(operation))
            return;
        _notAdmitted.TryRemove(operation.Id, out _);
        await unadmitted.ClearAsync(operation, cancellationToken);
    }
}
