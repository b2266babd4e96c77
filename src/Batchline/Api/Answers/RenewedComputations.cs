using System.Collections.Concurrent;

namespace Batchline.Api.Answers;

/// <summary>
/// Answers that many callers share and that may become dear: each is kept ten times as long as it took, and a dear one is given
/// while its successor is being computed.
/// </summary>
/// <param name="leastAge">How long any answer is kept, from the moment its computation began.</param>
/// <param name="compute">Must not end with the caller that happened to come first: others wait for the same.</param>
internal sealed class RenewedComputations<TKey, TValue>(TimeSpan leastAge, TimeProvider clock, Func<TKey, Task<TValue>> compute)
    where TKey : notnull
{
    private const int Capacity = 1000;

    /// <summary>Computing takes a tenth of the time at most, however many callers ask.</summary>
    private const int Rarely = 10;

    /// <summary>Callers wait for an answer that takes no longer than this.</summary>
    private static readonly TimeSpan Dear = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<TKey, Computation> _computations = new();

    public async Task<TValue> GetAsync(TKey key, CancellationToken cancellationToken) =>
        await Current(key).Result.Value.WaitAsync(cancellationToken);

    /// <summary>What it was about has changed: the next caller must see it.</summary>
    public void Forget(TKey key) => _computations.TryRemove(key, out _);

    private Computation Current(TKey key)
    {
        if (_computations.Count >= Capacity)
            RemoveOld();
        var current = _computations.GetOrAdd(key, Begin);
        if (IsFresh(current))
            return current;
        if (!MayStayFor(current))
            return Replace(key, current, Begin(key));
        current.Renew(() => _ = RenewAsync(key, current));
        return current;
    }

    private Computation Replace(TKey key, Computation old, Computation by) =>
        _computations.TryUpdate(key, by, old) ? by : _computations.GetOrAdd(key, by);

    private async Task RenewAsync(TKey key, Computation old)
    {
        var next = Begin(key);
        try
        {
            await next.Result.Value;
        }
        catch (Exception)
        {
            // The next caller begins again, waits for the answer, and gets the error.
        }

        // Only in the place of the old one: it may have been forgotten meanwhile, and then this one may be too old as well.
        _computations.TryUpdate(key, next, old);
    }

    private Computation Begin(TKey key)
    {
        var computation = new Computation(clock.GetTimestamp());
        computation.Result = new(() => RunAsync(key, computation));
        return computation;
    }

    private async Task<TValue> RunAsync(TKey key, Computation computation)
    {
        var value = await compute(key);
        computation.Took = clock.GetElapsedTime(computation.StartedAt);
        return value;
    }

    private void RemoveOld()
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
        || (computation.Result.Value.IsCompletedSuccessfully && clock.GetElapsedTime(computation.StartedAt) < KeptFor(computation));

    /// <summary>It is dear, and not so old that it would mislead whoever asks after a long time.</summary>
    private bool MayStayFor(Computation computation) =>
        computation.Result.Value.IsCompletedSuccessfully && computation.Took > Dear && clock.GetElapsedTime(computation.StartedAt) < 2 * KeptFor(computation);

    private TimeSpan KeptFor(Computation computation) => computation.Took * Rarely is var age && age > leastAge ? age : leastAge;

    private sealed class Computation(long startedAt)
    {
        private int _renewed;

        public long StartedAt => startedAt;
        public TimeSpan Took { get; set; }
        public Lazy<Task<TValue>> Result { get; set; } = new();

        /// <summary>Once, whoever comes first.</summary>
        public void Renew(Action begin)
        {
            if (Interlocked.Exchange(ref _renewed, 1) == 0)
                begin();
        }
    }
}
