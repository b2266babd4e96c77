using System.Collections.Concurrent;
using Batchline.Engine.Operations;
using Batchline.Engine.Report;

namespace Batchline.Api.BatchProgress;

/// <summary>Computes progress at most once a second, however many callers watch an operation.</summary>
internal sealed class ProgressSource(ProgressReader reader, ProgressViews views, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private const int Capacity = 1000;

    private readonly ConcurrentDictionary<ProgressQuery, Computation> _computations = new();

    /// <summary>Null: there is no such operation.</summary>
    public async Task<ProgressSnapshot?> GetAsync(ProgressQuery query, CancellationToken cancellationToken)
    {
        // Two sizes are computed and cut to the limit asked for, lest every other limit costs a computation of its own.
        var shared = query with { Limit = query.Limit <= 100 ? 100 : 1000 };
        if (_computations.Count >= Capacity)
            RemoveStale();
        var computation = _computations.AddOrUpdate(
            shared, _ => Begin(shared), (_, stored) => stored.IsFresh(clock) ? stored : Begin(shared));
        var snapshot = await computation.Result.Value.WaitAsync(cancellationToken);
        return snapshot is null || snapshot.View.AccountStates.Count <= query.Limit
            ? snapshot
            : new ProgressSnapshot(snapshot.View with { AccountStates = [.. snapshot.View.AccountStates.Take(query.Limit)] }, snapshot.Ended);
    }

    /// <summary>Somebody changed the operation: the next reader must see it.</summary>
    public void Forget(OperationId id)
    {
        foreach (var query in _computations.Keys.Where(query => query.Id == id))
            _computations.TryRemove(query, out _);
    }

    private Computation Begin(ProgressQuery query) =>
        new(clock.GetTimestamp(), new Lazy<Task<ProgressSnapshot?>>(() => ComputeAsync(query)));

    private async Task<ProgressSnapshot?> ComputeAsync(ProgressQuery query)
    {
        // Not the token of the caller that happened to come first: others wait for the same computation.
        var cancellationToken = lifetime.ApplicationStopping;
        var progress = await reader.ReadAsync(query.Id, query.Status, query.Limit, cancellationToken);
        if (progress is null)
            return null;
        var view = await views.OfAsync(progress, cancellationToken);
        return new ProgressSnapshot(view, OperationTransitions.IsTerminal(progress.Operation.Status));
    }

    private void RemoveStale()
    {
        foreach (var (query, computation) in _computations)
        {
            if (!computation.IsFresh(clock))
                _computations.TryRemove(query, out _);
        }
    }

    private sealed record Computation(long StartedAt, Lazy<Task<ProgressSnapshot?>> Result)
    {
        /// <summary>Still running, or young and successful.</summary>
        public bool IsFresh(TimeProvider clock) =>
            !Result.IsValueCreated
            || !Result.Value.IsCompleted
            || (Result.Value.IsCompletedSuccessfully && clock.GetElapsedTime(StartedAt) < MaxAge);
    }
}
