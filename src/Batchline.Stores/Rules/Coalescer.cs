using Batchline.Engine.Failures;

namespace Batchline.Stores.Rules;

/// <summary>
/// Groups the calls of many accounts: whatever is queued while the database is busy, or until the first call needs its answer, goes
/// to it as one group.
/// </summary>
internal sealed class Coalescer<TItem, TResult> : IAsyncDisposable
{
    private const int MaxGroup = 500;

    private readonly Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> _run;
    private readonly GroupQueue<Call> _queue;

    /// <param name="clock">Tells when a call needs its answer.</param>
    /// <param name="run">Returns the answers of a group, in its order.</param>
    public Coalescer(TimeProvider clock, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> run)
    {
        _run = run;

        // One group at a time. Meanwhile, the next one grows, which saves commands.
        _queue = new GroupQueue<Call>(MaxGroup, clock, RunAsync);
    }

    /// <summary>A call that needs its answer now.</summary>
    public Task<TResult> AskAsync(TItem item, CancellationToken cancellationToken) => AskAsync(item, TimeSpan.Zero, cancellationToken);

    /// <param name="item">The call.</param>
    /// <param name="patience">How long it may wait for the calls of others.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    public async Task<TResult> AskAsync(TItem item, TimeSpan patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new Call(item);
        _queue.Add(call, patience);

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
        catch (Exception e) when (group.Count == 1 || e is StoreUnavailableException and not RowLockedException)
        {
            foreach (var call in group)
                call.Done.TrySetException(e);
        }
        catch (Exception)
        {
            // One of them is at fault. Halves find it soon, and most of the others are in the half without it.
            await RunAsync(group.GetRange(0, group.Count / 2));
            await RunAsync(group.GetRange(group.Count / 2, group.Count - (group.Count / 2)));
        }
    }

    private sealed class Call(TItem item)
    {
        public TItem Item => item;

        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
