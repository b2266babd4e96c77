namespace Batchline.Rehearsal.Scheduling;

/// <summary>
/// Runs everything on one thread. It picks the next of the ready continuations at random; if none is ready, time jumps to
/// the next timer. The same seed gives the same run.
/// </summary>
internal sealed class SimScheduler(int seed, DateTimeOffset start, int mostSteps = int.MaxValue) : SynchronizationContext
{
    private readonly List<(SendOrPostCallback Callback, object? State)> _ready = [];

    public Random Random { get; } = new(seed);

    public SimClock Clock { get; } = new(start);

    public int Steps { get; private set; }

    public override void Post(SendOrPostCallback d, object? state) => _ready.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <summary>Runs until <paramref name="done"/>; false if nothing is left to run before that, or if it takes too many steps.</summary>
    public bool RunUntil(Func<bool> done)
    {
        var before = Current;
        try
        {
            while (!done())
            {
                if (++Steps > mostSteps)
                    return false;
                if (_ready.Count == 0)
                {
                    if (!Clock.AdvanceToNext())
                        return false;
                    continue;
                }
                var pick = Random.Next(_ready.Count);
                var (callback, state) = _ready[pick];
                _ready[pick] = _ready[^1];
                _ready.RemoveAt(_ready.Count - 1);

                // A new context each time: with the same one, continuations would run inline and leave nothing to pick from.
                SetSynchronizationContext(new Step(this));
                callback(state);
            }
            return true;
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Starts a task whose continuations all run here.</summary>
    public Task Start(Func<Task> work)
    {
        var before = Current;
        SetSynchronizationContext(new Step(this));
        try
        {
            return work();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private sealed class Step(SimScheduler scheduler) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => scheduler.Post(d, state);

        public override void Send(SendOrPostCallback d, object? state) => d(state);

        public override SynchronizationContext CreateCopy() => this;
    }
}
