using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>A write with an answer.</summary>
internal sealed class WriteItemOf<T>(Func<SqlSession, T> write, CancellationToken cancellationToken) : WriteItem
{
    // The writer must not run its callers' next steps between two groups.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Answer => _answer.Task;

    public override bool IsCancelled => cancellationToken.IsCancellationRequested;

    public override void Run(SqlSession session) => _result = write(session);

    public override void Complete() => _answer.TrySetResult(_result!);

    public override void Fail(Exception exception) => _answer.TrySetException(exception);

    /// <summary>Its caller waits no longer.</summary>
    public void Cancel() => _answer.TrySetCanceled(cancellationToken);
}
