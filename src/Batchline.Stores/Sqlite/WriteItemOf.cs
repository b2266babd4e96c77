namespace Batchline.Stores.Sqlite;

/// <summary>A write with an answer.</summary>
internal sealed class WriteItemOf<T>(Func<SqlSession, T> write, CancellationToken cancellationToken) : WriteItem
{
    // The writer must not run its callers' next steps between two groups.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action? _complete;

    public Task<T> Answer => _answer.Task;

    public override bool IsCancelled => cancellationToken.IsCancellationRequested;

    public override void Run(SqlSession session)
    {
        var result = write(session);
        _complete = () => _answer.TrySetResult(result);
    }

    public override void Complete() => _complete?.Invoke();

    public override void Fail(Exception exception) => _answer.TrySetException(exception);
}
