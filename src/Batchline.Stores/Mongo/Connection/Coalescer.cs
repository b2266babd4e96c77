using Batchline.Engine.Failures;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>
/// Brings calls of many accounts together: whatever has queued up while the server was busy goes to it as one group.
/// A call alone is never delayed.
/// </summary>
internal sealed class Coalescer<TItem, TResult> : IAsyncDisposable
{
    private const int MaxGroup = 500;

    private readonly Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> _run;
    private readonly GroupQueue<Call> _queue;

    /// <param name="run">Answers a group, in its order.</param>
    public Coalescer(Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> run)
    {
        _run = run;

        // One group at a time: while it is on its way the next one grows, which costs everybody less.
        _queue = new GroupQueue<Call>(MaxGroup, RunAsync);
    }

    public async Task<TResult> AskAsync(TItem item, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new Call(item);
        _queue.Add(call);

        // Task.WaitAsync would go on in the thread pool, whatever the caller's scheduler is.
        using var cancelling = cancellationToken.UnsafeRegister(static (call, token) => ((Call)call!).Done.TrySetCanceled(token), call);
        return await call.Done.Task;
    }

    /// <summary>Waits until every call has its answer. None is taken any more.</summary>
    public ValueTask DisposeAsync() => _queue.DisposeAsync();

    /// <summary>Throws nothing, so that the loop goes on: whatever happens is the answer of the calls.</summary>
    private async Task RunAsync(List<Call> group)
    {
        try
        {
            var results = await _run([.. group.Select(call => call.Item)]);
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
