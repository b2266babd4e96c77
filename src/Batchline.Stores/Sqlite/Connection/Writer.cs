using Batchline.Engine.Failures;
using Batchline.Stores.Rules;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>
/// The only writer of a process. It commits whatever is queued as one transaction, in which the failure of one write does not
/// affect the others. A group gathers until the first of its writes needs its answer, and while the one before waits for the disk, which
/// is flushed once per group.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int MaxGroup = 512;

    private readonly SqlSession _session;
    private readonly StoreHealth _health;
    private readonly GroupQueue<Write> _queue;

    public Writer(SqlSession session, StoreHealth health, TimeProvider clock)
    {
        (_session, _health) = (session, health);
        _queue = new GroupQueue<Write>(MaxGroup, clock, CommitAsync);
    }

    /// <summary>Ends when the write is committed. A cancelled call may have been carried out.</summary>
    /// <param name="write">The statements.</param>
    /// <param name="patience">How long it may wait for the writes of others.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    public async Task<T> WriteAsync<T>(Func<SqlSession, T> write, TimeSpan patience, CancellationToken cancellationToken)
    {
        var queued = new WriteOf<T>(write, cancellationToken);

        // Task.WaitAsync would continue on the thread pool, whatever the caller's scheduler is.
        using var cancelling = cancellationToken.UnsafeRegister(static queued => ((WriteOf<T>)queued!).Cancel(), queued);
        _queue.Add(queued, patience);
        return await queued.Answer;
    }

    /// <summary>Carries out what is queued, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        _session.Dispose();
    }

    private Task CommitAsync(List<Write> writes)
    {
        try
        {
            writes.RemoveAll(write => write.IsCancelled);
            Commit(writes);
        }
        catch (Exception exception)
        {
            // The loop must not end while callers wait for it.
            foreach (var write in writes)
                write.Fail(exception);
        }

        return Task.CompletedTask;
    }

    /// <summary>Commits one group. Every write has its answer afterward.</summary>
    internal void Commit(IReadOnlyList<Write> writes)
    {
        if (writes.Count == 0)
            return;
        try
        {
            // Savepoints slow down every write, and failures are rare: first all without.
            if (Together(writes) is { Count: > 0 } left)
                OneByOne(left);
        }
        catch (Exception exception)
        {
            try
            {
                Rollback();
            }
            finally
            {
                var seen = SqliteErrors.Translate(exception, _health);
                foreach (var write in writes)
                    write.Fail(seen);
            }
        }
    }

    /// <returns>None if the group is committed. Otherwise, a write that failed has left something behind, and the others are to be repeated.</returns>
    private List<Write> Together(IReadOnlyList<Write> writes)
    {
        var left = writes.ToList();
        Begin();
        foreach (var write in writes)
        {
            var before = _session.Changes;
            try
            {
                write.Run(_session);
            }
            catch (Exception exception) when (!SqliteErrors.ConcernsAll(exception))
            {
                left.Remove(write);
                write.Fail(SqliteErrors.Translate(exception, _health));
                if (_session.Changes == before && _session.IsInTransaction)
                    continue;
                Rollback();
                return left;
            }
        }

        End(left);
        return [];
    }

    private void OneByOne(List<Write> writes)
    {
        var done = new List<Write>(writes.Count);
        Begin();
        foreach (var write in writes)
        {
            _session.Execute("SAVEPOINT item");
            try
            {
                write.Run(_session);
                done.Add(write);
            }
            catch (Exception exception) when (!SqliteErrors.ConcernsAll(exception))
            {
                _session.Execute("ROLLBACK TO item");
                write.Fail(SqliteErrors.Translate(exception, _health));
            }

            _session.Execute("RELEASE item");
        }

        End(done);
    }

    private void Begin()
    {
        Rollback();
        _session.EnsureInPlace();
        _session.Execute("BEGIN IMMEDIATE");
    }

    private void End(IReadOnlyList<Write> writes)
    {
        _session.Execute("COMMIT");

        // A write to a file that is gone is not acknowledged.
        _session.EnsureInPlace();
        foreach (var write in writes)
            write.Complete();
    }

    private void Rollback()
    {
        // After some errors, SQLite has already ended the transaction itself.
        if (_session.IsInTransaction)
            _session.Execute("ROLLBACK");
    }

    /// <summary>
    /// One caller's write. It may run more than once before it is completed, each time from the same state. Only <see cref="Run"/>
    /// may throw; otherwise, the writer would leave other callers without their answers.
    /// </summary>
    internal abstract class Write
    {
        public abstract bool IsCancelled { get; }

        public abstract void Run(SqlSession session);

        /// <summary>The transaction with this write is committed.</summary>
        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    internal sealed class WriteOf<T>(Func<SqlSession, T> write, CancellationToken cancellationToken) : Write
    {
        // The writer must not run its callers' continuations between two groups.
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Answer => _answer.Task;

        public override bool IsCancelled => cancellationToken.IsCancellationRequested;

        public override void Run(SqlSession session) => _result = write(session);

        public override void Complete() => _answer.TrySetResult(_result!);

        public override void Fail(Exception exception) => _answer.TrySetException(exception);

        /// <summary>The caller no longer waits.</summary>
        public void Cancel() => _answer.TrySetCanceled(cancellationToken);
    }
}
