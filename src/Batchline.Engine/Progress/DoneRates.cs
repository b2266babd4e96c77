using System.Collections.Concurrent;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Progress;

/// <summary>How many jobs of an operation were done in a second of late, from the totals that this process has seen.</summary>
public sealed class DoneRates(TimeProvider clock)
{
    private const int Capacity = 100;

    /// <summary>Long enough for a window of a quota to pass, whose calls may all come at its beginning.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(2);

    /// <summary>Less says more about chance than about the rate.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    /// <summary>A job more or less makes a difference of 5 %.</summary>
    private const int Fewest = 20;

    /// <summary>At most one sample in this time, lest a crowd of readers fills the memory.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<OperationId, Samples> _samples = new();

    /// <summary>Jobs per second; null: too little was done to know.</summary>
    public double? Of(OperationId operation, OperationTotals totals)
    {
        // Waiting accounts do nothing for a while, and then all at once: only those that could work tell a rate.
        if (!totals.Accounts.ContainsKey(AccountStateStatus.Processing))
        {
            Forget(operation);
            return null;
        }
        if (_samples.Count >= Capacity && !_samples.ContainsKey(operation))
            _samples.Clear();
        var counters = totals.Counters;
        return _samples.GetOrAdd(operation, _ => new Samples()).Add(clock.GetTimestamp(), counters.Total - counters.Pending, clock);
    }

    /// <summary>Nothing is at work.</summary>
    public void Forget(OperationId operation) => _samples.TryRemove(operation, out _);

    private sealed class Samples
    {
        private readonly Lock _gate = new();
        private readonly Queue<(long At, long Done)> _samples = new();
        private (long At, long Done)? _last;

        public double? Add(long now, long done, TimeProvider clock)
        {
            lock (_gate)
            {
                // Jobs that are pending again, as after a retry, tell nothing about the rate.
                if (_last?.Done > done)
                {
                    _samples.Clear();
                    _last = null;
                }
                if (_last is not { } last || clock.GetElapsedTime(last.At, now) >= Apart)
                {
                    _samples.Enqueue((now, done));
                    _last = (now, done);
                }
                while (_samples.Count > 1 && clock.GetElapsedTime(_samples.Peek().At, now) > LookBack)
                    _samples.Dequeue();
                var (first, doneThen) = _samples.Peek();
                var span = clock.GetElapsedTime(first, now);
                return span >= Shortest && done - doneThen >= Fewest ? (done - doneThen) / span.TotalSeconds : null;
            }
        }
    }
}
