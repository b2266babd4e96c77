using Batchline.Engine.Failures;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>
/// Groups the calls of many accounts: whatever is queued while the server is busy goes to it as one group. A single call is never
/// delayed.
/// </summary>
internal sealed class Coalescer<TItem, TResult> : IAsyncDisposable
{
    private const int MaxGroup = 500;

    private readonly Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> _run;
    private readonly GroupQueue<Call> _queue;

    /// <param name="run">Returns the answers of a group, in its order.</param>
    public Coalescer(Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> run)
    {
        _run = run;

        // One group at a time. Meanwhile, the next one grows, which saves commands.
        _queue = new GroupQueue<Call>(MaxGroup, RunAsync);
    }

    public async Task<TResult> AskAsync(TItem item, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new Call(item);
        _queue.Add(call);

        // Task.WaitAsync would continue on the thread pool, whatever the caller's scheduler is.
        using var cancelling = cancellationToken.UnsafeRegister(static (call, token) => ((Call)call!).Done.TrySetCanceled(token), call);
        return await call.Done.Task;
    }

    /// <summary>Waits until every call has its answer. It accepts no more calls.</summary>
    public ValueTask DisposeAsync() => _queue.DisposeAsync();

    /// <summary>Throws nothing, so that the loop continues. An error becomes the answer of the calls.</summary>
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
            // One of them is at fault. Sent alone, each gets its own answer.
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
