namespace Batchline.IntegrationTests.Stores.Sqlite;

/// <summary>A scheduler of one thread, as the simulation has: what is posted waits until the test takes it.</summary>
internal sealed class Steps : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();

    public int Taken { get; private set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_posted)
            _posted.Enqueue((d, state));
    }

    /// <summary>What is begun until the end of the scope goes on here.</summary>
    public IDisposable Enter()
    {
        var before = Current;
        SetSynchronizationContext(this);
        return new Scope(before);
    }

    public void TakeAll()
    {
        using (Enter())
        {
            while (Next() is { Callback: { } callback } next)
            {
                Taken++;
                callback(next.State);
            }
        }
    }

    private (SendOrPostCallback? Callback, object? State) Next()
    {
        lock (_posted)
            return _posted.TryDequeue(out var next) ? next : default;
    }

    private sealed class Scope(SynchronizationContext? before) : IDisposable
    {
        public void Dispose() => SetSynchronizationContext(before);
    }
}
