using System.Collections.Concurrent;
using Batchline.Engine.Operations.End;

namespace Batchline.Engine.Operations.Steer;

/// <summary>
/// Stops an operation in which more jobs failed than it tolerates. Checked after each failed job once all accounts are
/// planned; <see cref="OperationCloser"/> checks what failed before that. Totals are kept, and what failed here since is added to
/// them, so that only failures of other processes are noticed late.
/// </summary>
public sealed class FailureLimit(IOperationStore operations, IAccountStateReader states, OperationControl control, TimeProvider clock)
{
    private const int Capacity = 1_000;

    /// <summary>Totals are kept this much longer than they took, so that they cost a tenth of the time at most.</summary>
    private const int Rarely = 10;

    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<OperationId, Kept> _kept = new();

    /// <param name="id">The operation.</param>
    /// <param name="failed">How many more jobs of it failed.</param>
    /// <returns>True: the operation was stopped, and so are its accounts.</returns>
    public async Task<bool> CheckAsync(OperationId id, long failed)
    {
        // What is being computed now may miss the failure or not, so it is counted before and looked at again after.
        if (_kept.TryGetValue(id, out var kept))
            kept.Add(failed);
        while (true)
        {
            if (kept is null || IsOld(kept))
                kept = Begin(id, kept);
            if (await kept.Found.Value is not { } found)
                return false;
            if (found.Operation.IsBeyondTolerance(found.Totals.Counters))
                return await kept.Stop.Value;
            var counters = found.Totals.Counters with { Failed = found.Totals.Counters.Failed + kept.Since };
            if (kept.Since == 0 || !found.Operation.IsBeyondTolerance(counters))
                return false;
            kept = Begin(id, kept);
        }
    }

    private bool IsOld(Kept kept)
    {
        var (found, age) = (kept.Found.Value, kept.Took * Rarely);
        return found.IsCompleted && (!found.IsCompletedSuccessfully || clock.GetElapsedTime(kept.BeganAt) >= (age > LeastAge ? age : LeastAge));
    }

    /// <summary>Computes anew, unless somebody else already does.</summary>
    private Kept Begin(OperationId id, Kept? old)
    {
        if (_kept.TryGetValue(id, out var newer) && newer != old)
            return newer;
        if (_kept.Count >= Capacity)
            _kept.Clear();
        var kept = new Kept(clock.GetTimestamp());
        kept.Found = new(() => FindAsync(id, kept));
        kept.Stop = new(() => StopAsync(id, kept));
        _kept[id] = kept;
        return kept;
    }

    /// <summary>Null: it does not run, or its totals are not known yet.</summary>
    private async Task<(Operation Operation, OperationTotals Totals)?> FindAsync(OperationId id, Kept kept)
    {
        // Not with the caller's token: others wait for the same.
        var operation = await operations.GetAsync(id, CancellationToken.None);
        var totals = operation is { Requested: ControlAction.Run, Status: OperationStatus.Planning or OperationStatus.Processing }
            ? await states.TotalsAsync(id, CancellationToken.None)
            : null;
        kept.Took = clock.GetElapsedTime(kept.BeganAt);
        return operation is not null && totals is { Unplanned: 0 } ? (operation, totals) : null;
    }

    private async Task<bool> StopAsync(OperationId id, Kept kept)
    {
        try
        {
            return await kept.Found.Value is { } found
                && await control.StopAsync(id, found.Operation.TooMuchFailed(found.Totals.Counters), CancellationToken.None) is ControlResult.Accepted;
        }
        finally
        {
            // Whoever retries the operation begins with other totals.
            _kept.TryRemove(id, out _);
        }
    }

    private sealed class Kept(long beganAt)
    {
        private long _since;

        public long BeganAt => beganAt;
        public TimeSpan Took { get; set; }
        public Lazy<Task<(Operation Operation, OperationTotals Totals)?>> Found { get; set; } = new();

        /// <summary>Stops the operation, once for all who find out.</summary>
        public Lazy<Task<bool>> Stop { get; set; } = new();

        /// <summary>What failed here since this was begun; some of it may be in the totals too.</summary>
        public long Since => Interlocked.Read(ref _since);

        public void Add(long failed) => Interlocked.Add(ref _since, failed);
    }
}
