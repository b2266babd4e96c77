using System.Collections.Concurrent;

namespace Batchline.Engine.Operations.Start;

/// <summary>Tells an abandoned start from a slow one, which keeps reserving accounts in the order of their ids, and finishes one that was admitted.</summary>
public sealed class StalledStarts(IAccountStateReader states, StartedAccounts started, TimeProvider clock)
{
    private static readonly TimeSpan StandsStill = TimeSpan.FromMinutes(1);

    /// <summary>By the clocks of two nodes, which may differ by minutes. For processes too short-lived to wait for a minute.</summary>
    private static readonly TimeSpan IsOld = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<OperationId, Look> _looks = new();

    /// <summary>As far as this process has seen, the start has made no progress for a minute.</summary>
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

    /// <summary>The operation, with its accounts due if its process has probably died before it could wake them.</summary>
    internal async Task<Operation> FinishAsync(Operation operation, CancellationToken cancellationToken) =>
        operation.IsAsleep && clock.GetUtcNow() - operation.StartTime >= StandsStill
            ? await started.WakeAsync(operation, accounts: null, cancellationToken)
            : operation;

    internal void Forget(OperationId operation) => _looks.TryRemove(operation, out _);

    private sealed record Look(AccountId? Last, long At);
}
