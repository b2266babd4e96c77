using System.Threading.Channels;
using Batchline.Engine.Record;

namespace Batchline.Stores.Mongo;

/// <summary>
/// Brings calls of many accounts together: whatever has queued up while the server was busy goes to it as one group.
/// A call alone is never delayed.
/// </summary>
internal sealed class Coalescer<TItem, TResult> : IAsyncDisposable
{
    private const int MaxGroup = 500;
    private const int Capacity = 20_000;

    private readonly Channel<(TItem Item, TaskCompletionSource<TResult> Done)> _queue =
        Channel.CreateBounded<(TItem, TaskCompletionSource<TResult>)>(Capacity);

    private readonly Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> _run;
    private readonly Task _loop;

    /// <param name="run">Answers a group, in its order.</param>
    public Coalescer(Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> run)
    {
        _run = run;

        // One group at a time: while it is on its way the next one grows, which costs everybody less.
        _loop = Task.Run(RunAsync);
    }

    public async Task<TResult> AskAsync(TItem item, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync((item, done), cancellationToken);
        return await done.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        var group = new List<(TItem Item, TaskCompletionSource<TResult> Done)>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            for (; group.Count < MaxGroup && _queue.Reader.TryRead(out var next); group.Add(next))
            {
            }

            await RunAsync(group);
            group.Clear();
        }
    }

    private async Task RunAsync(List<(TItem Item, TaskCompletionSource<TResult> Done)> group)
    {
        if (group.Count == 0)
            return;
        try
        {
            var results = await _run([.. group.Select(call => call.Item)]);
            for (var index = 0; index < group.Count; index++)
                group[index].Done.SetResult(results[index]);
        }
        catch (Exception e) when (group.Count == 1 || e is StoreUnavailableException)
        {
            foreach (var (_, done) in group)
                done.SetException(e);
        }
        catch (Exception)
        {
            // Something about one of them: alone, each gets what is its own, and the others do not suffer.
            foreach (var call in group)
                await RunAsync([call]);
        }
    }
}
