using System.Buffers.Binary;
using Batchline.Engine.Operations;
using Batchline.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Hosting;

/// <summary>Deletes operations that ended long ago, with their batches and account states, a little at a time. Jobs stay.</summary>
internal sealed class RetentionSweeper(IOperationStore operations, TimeProvider clock, IOptions<RetentionOptions> options)
{
    private const int OperationsAtOnce = 20;
    private const int RowsAtOnce = 2000;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private static readonly OperationStatus[] Terminal = [.. Enum.GetValues<OperationStatus>().Where(OperationTransitions.IsTerminal)];

    private long? _sweptAt;

    /// <summary>Does something at most every ten minutes, however often it is called.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (_sweptAt is { } at && clock.GetElapsedTime(at) < Interval)
            return;
        _sweptAt = clock.GetTimestamp();
        var limit = clock.GetUtcNow() - options.Value.Operations;
        var old = await operations.ListAsync(Terminal, FirstIdAt(limit), OperationsAtOnce, cancellationToken);
        var deleted = 0;
        foreach (var operation in old.Where(operation => operation.EndTime < limit))
            deleted += await operations.DeleteAsync(operation.Id, RowsAtOnce, cancellationToken) ? 1 : 0;

        // More may be left, in operations begun to be deleted or behind these: go on with the next sweep.
        if (deleted > 0)
            _sweptAt = null;
    }

    /// <summary>Ids begin with the seconds of their making, so the smallest id of a moment parts older operations from newer ones.</summary>
    private static OperationId FirstIdAt(DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Math.Max(0, time.ToUnixTimeSeconds()));
        return new OperationId(Convert.ToHexStringLower(bytes));
    }
}
