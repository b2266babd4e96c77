using System.Collections.Concurrent;

namespace Batchline.Stores.Reading;

/// <summary>Threads for reads that block, so that they never block the thread pool.</summary>
internal sealed class ReaderThreads : IDisposable
{
    private readonly BlockingCollection<Action> _reads = [];

    public ReaderThreads(int count)
    {
        for (var number = 1; number <= count; number++)
            new Thread(Work) { IsBackground = true, Name = $"Reader {number}" }.Start();
    }

    public Task<T> RunAsync<T>(Func<T> read)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _reads.Add(() =>
        {
            try
            {
                answer.SetResult(read());
            }
            catch (Exception exception)
            {
                answer.SetException(exception);
            }
        });
        return answer.Task;
    }

    /// <summary>Running reads end with their callers.</summary>
    public void Dispose() => _reads.CompleteAdding();

    private void Work()
    {
        foreach (var read in _reads.GetConsumingEnumerable())
            read();
    }
}
