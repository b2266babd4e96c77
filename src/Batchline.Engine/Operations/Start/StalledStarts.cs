using System.Collections.Concurrent;
using Batchline.Engine.Ids;

namespace Batchline.Engine.Operations.Start;

/// <summary>Tells a start that nobody goes on with from one that takes its time: that one reserves more and more accounts, in the order of their ids.</summary>
public sealed class StalledStarts(IAccountStateReader states, TimeProvider clock)
{
    private static readonly TimeSpan StandsStill = TimeSpan.FromMinutes(1);

    /// <summary>By the clocks of two nodes, which may differ by minutes; for processes that live too short to wait for a minute.</summary>
    private static readonly TimeSpan IsOld = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<OperationId, Look> _looks = new();

    /// <summary>It has not moved on for a minute, as far as this process has seen.</summary>
    internal async Task<bool> IsAbandonedAsync(Operation operation, CancellationToken cancellationToken)
    {
        var before = _looks.GetValueOrDefault(operation.Id);
        var last = before?.Last;
        while (await states.ListAsync(operation.Id, status: null, last, AccountStatePages.PageSize, cancellationToken) is [.., var furthest])
            last = furthest.AccountId;
        if (before is not null && last == before.Last)
            return clock.GetElapsedTime(before.At) >= StandsStill;
        _looks[operation.Id] = new Look(last, clock.GetTimestamp());
        return before is null && clock.GetUtcNow() - operation.StartTime >= IsOld;
    }

    internal void Forget(OperationId operation) => _looks.TryRemove(operation, out _);

    private sealed record Look(AccountId? Last, long At);
}
