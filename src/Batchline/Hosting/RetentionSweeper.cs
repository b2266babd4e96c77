using System.Buffers.Binary;
using Batchline.Engine.Operations;
using Batchline.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Hosting;

/// <summary>Deletes operations that ended long ago, with their batches and account states, a little at a time. Jobs stay.</summary>
internal sealed class RetentionSweeper(IOperationStore operations, TimeProvider clock, IOptions<RetentionOptions> options) : IChore
{
    private const int OperationsAtOnce = 20;
    private const int RowsAtOnce = 2000;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private static readonly OperationStatus[] Terminal = [.. Enum.GetValues<OperationStatus>().Where(OperationTransitions.IsTerminal)];

    private long _notBefore;

    public string Name => "the deletion of old operations";

    public Task RunAsync(TimeSpan budget, CancellationToken cancellationToken) => SweepAsync(cancellationToken);

    /// <summary>Does something at most every ten minutes, however often it is called.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now.UtcTicks < Interlocked.Read(ref _notBefore))
            return;
        Interlocked.Exchange(ref _notBefore, (now + Interval).UtcTicks);
        var limit = now - options.Value.Operations;
        var begun = await operations.ListAsync(Terminal, FirstIdAt(limit), OperationsAtOnce, cancellationToken);
        var old = begun.Where(operation => operation.EndTime < limit).ToList();
        foreach (var operation in old)
            await operations.DeleteAsync(operation.Id, RowsAtOnce, cancellationToken);

        // More may be left of these and behind them: go on with the next sweep.
        if (old.Count > 0)
            Interlocked.Exchange(ref _notBefore, 0);
    }

    /// <summary>Ids begin with the seconds of their making, so the smallest id of a moment parts older operations from newer ones.</summary>
    private static OperationId FirstIdAt(DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Math.Max(0, time.ToUnixTimeSeconds()));
        return new OperationId(Convert.ToHexStringLower(bytes));
    }
}
