using Batchline.Engine.Record;

namespace Batchline.Stores.Mongo;

/// <summary>
/// Brings calls of many accounts together: whatever has queued up while the server was busy goes to it as one group.
/// A call alone is never delayed.
/// </summary>
/// <param name="run">Answers a group, in its order.</param>
internal sealed class Coalescer<TItem, TResult>(Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> run) : IAsyncDisposable
{
    private const int MaxGroup = 500;

    private readonly Lock _lock = new();
    private readonly Queue<Call> _waiting = [];
    private Task _loop = Task.CompletedTask;
    private bool _isRunning;
    private bool _isClosed;

    public async Task<TResult> AskAsync(TItem item, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new Call(item);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _waiting.Enqueue(call);

            // The loop lives while there are calls, on the scheduler of whoever came first.
            if (!_isRunning)
                (_isRunning, _loop) = (true, RunAsync());
        }

        // Task.WaitAsync would go on in the thread pool, whatever the caller's scheduler is.
        using var cancelling = cancellationToken.UnsafeRegister(static (call, token) => ((Call)call!).Done.TrySetCanceled(token), call);
        return await call.Done.Task;
    }

    /// <summary>Waits until every call has its answer. None is taken any more.</summary>
    public async ValueTask DisposeAsync()
    {
        Task loop;
        lock (_lock)
            (_isClosed, loop) = (true, _loop);
        await loop;
    }

    /// <summary>One group at a time: while it is on its way the next one grows, which costs everybody less.</summary>
    private async Task RunAsync()
    {
        // The caller holds the lock.
        await Task.Yield();
        while (Next() is { Count: > 0 } group)
            await RunAsync(group);
    }

    private List<Call> Next()
    {
        var group = new List<Call>();
        lock (_lock)
        {
            while (group.Count < MaxGroup && _waiting.TryDequeue(out var next))
                group.Add(next);
            _isRunning = group.Count > 0;
        }

        return group;
    }

    /// <summary>Throws nothing, so that the loop goes on: whatever happens is the answer of the calls.</summary>
    private async Task RunAsync(IReadOnlyList<Call> group)
    {
        try
        {
            var results = await run([.. group.Select(call => call.Item)]);
            if (results.Count != group.Count)
                throw new InvalidOperationException($"{group.Count} calls in one group got {results.Count} answers.");
            foreach (var (call, result) in group.Zip(results))
                call.Done.TrySetResult(result);
        }
        catch (Exception e) when (group.Count == 1 || e is StoreUnavailableException)
        {
            foreach (var call in group)
                call.Done.TrySetException(e);
        }
        catch (Exception)
        {
            // Something about one of them: alone, each gets what is its own, and the others do not suffer.
            foreach (var call in group)
                await RunAsync([call]);
        }
    }

    private sealed class Call(TItem item)
    {
        public TItem Item => item;

        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
