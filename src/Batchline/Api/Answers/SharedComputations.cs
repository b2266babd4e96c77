using System.Collections.Concurrent;

namespace Batchline.Api.Answers;

/// <summary>Answers that are costly to compute: callers who ask at about the same time share one.</summary>
/// <param name="maxAge">How long an answer is given, from the moment its computation began.</param>
/// <param name="compute">Must not end with the caller that happened to come first: others wait for the same.</param>
internal sealed class SharedComputations<TKey, TValue>(TimeSpan maxAge, TimeProvider clock, Func<TKey, Task<TValue>> compute)
    where TKey : notnull
{
    private const int Capacity = 1000;

    private readonly ConcurrentDictionary<TKey, Computation> _computations = new();

    public Task<TValue> GetAsync(TKey key, CancellationToken cancellationToken)
    {
        if (_computations.Count >= Capacity)
            RemoveStale();
        var computation = _computations.AddOrUpdate(key, Begin, (_, stored) => IsFresh(stored) ? stored : Begin(key));
        return computation.Result.Value.WaitAsync(cancellationToken);
    }

    /// <summary>What it was about has changed: the next caller must see it.</summary>
    public void Forget(Func<TKey, bool> about)
    {
        foreach (var key in _computations.Keys.Where(about))
            _computations.TryRemove(key, out _);
    }

    private Computation Begin(TKey key) => new(clock.GetTimestamp(), new Lazy<Task<TValue>>(() => compute(key)));

    private void RemoveStale()
    {
        foreach (var (key, computation) in _computations)
        {
            if (!IsFresh(computation))
                _computations.TryRemove(key, out _);
        }
    }

    /// <summary>Still running, or young and successful.</summary>
    private bool IsFresh(Computation computation) =>
        !computation.Result.IsValueCreated
        || !computation.Result.Value.IsCompleted
        || (computation.Result.Value.IsCompletedSuccessfully && clock.GetElapsedTime(computation.StartedAt) < maxAge);

    private sealed record Computation(long StartedAt, Lazy<Task<TValue>> Result);
}
