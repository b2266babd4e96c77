using Batchline.Engine.Failures;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Data.Sqlite;

namespace Batchline.IntegrationTests.Stores.Sqlite;

/// <summary>Whatever happens in the writer's loop, no caller waits forever.</summary>
public sealed class SqliteWriterLoopTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SqlSession _session = new(new SqliteConnection("Data Source=:memory:"));
    private readonly Writer _writer;

    public SqliteWriterLoopTests()
    {
        _session.Connection.Open();
        _session.Execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY)");
        _writer = new Writer(_session, new StoreHealth(TimeProvider.System), TimeProvider.System);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_connection_is_gone_every_call_fails_with_the_reason()
    {
        await InsertAsync(1);
        _session.Connection.Close();

        foreach (var write in new[] { InsertAsync(2), InsertAsync(3) })
            (await Should.ThrowAsync<InvalidOperationException>(write.WaitAsync(Patience, Cancel))).Message.ShouldBe("The connection is closed.");
        (await Should.ThrowAsync<InvalidOperationException>(InsertAsync(4).WaitAsync(Patience, Cancel))).Message.ShouldBe("The connection is closed.");
        await _writer.DisposeAsync().AsTask().WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task A_transaction_that_somebody_left_open_does_not_stop_the_writes_after_it()
    {
        await Should.ThrowAsync<SqliteException>(_writer.WriteAsync(
            session => session.Execute("COMMIT") + session.Execute("BEGIN") + session.Execute("SELECT nothing"), TimeSpan.Zero, Cancel));
        await Should.ThrowAsync<SqliteException>(_writer.WriteAsync(
            session => session.Execute("COMMIT"), TimeSpan.Zero, Cancel));

        (await InsertAsync(1).WaitAsync(Patience, Cancel)).ShouldBe(1);
    }

    [Fact]
    public void The_writer_works_where_its_caller_does_and_never_within_the_call()
    {
        var steps = new Steps();
        var here = Environment.CurrentManagedThreadId;
        Task<int> first, second;
        using (steps.Enter())
        {
            first = _writer.WriteAsync(_ => Environment.CurrentManagedThreadId, TimeSpan.Zero, Cancel);
            second = OneMoreAsync(first);
        }

        (first.IsCompleted, second.IsCompleted).ShouldBe((false, false));
        steps.TakeAll();
        ResultOf(first).ShouldBe(here);
        ResultOf(second).ShouldBe(here);
        steps.Taken.ShouldBeGreaterThan(2);

        async Task<int> OneMoreAsync(Task earlier)
        {
            await earlier;
            return await _writer.WriteAsync(_ => Environment.CurrentManagedThreadId, TimeSpan.Zero, Cancel);
        }
    }

    [Fact]
    public void A_cancelled_call_ends_where_its_caller_works()
    {
        using var cancelled = new CancellationTokenSource();
        var steps = new Steps();
        Task<int> write;
        using (steps.Enter())
            write = _writer.WriteAsync(session => session.Execute("INSERT INTO numbers VALUES (1)"), TimeSpan.Zero, cancelled.Token);

        cancelled.Cancel();
        steps.TakeAll();

        write.IsCanceled.ShouldBeTrue();
        _session.Query("SELECT number FROM numbers", row => row.Long()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_closed_writer_carries_out_what_is_queued_and_takes_nothing_more()
    {
        var write = InsertAsync(1);
        await _writer.DisposeAsync();

        (await write).ShouldBe(1);
        await Should.ThrowAsync<ObjectDisposedException>(InsertAsync(2).WaitAsync(Patience, Cancel));
    }

    public void Dispose() => _session.Dispose();

    private static int? ResultOf(Task<int> task) => task.IsCompletedSuccessfully ? task.Result : null;

    private Task<int> InsertAsync(int number) =>
        _writer.WriteAsync(session => session.Execute("INSERT INTO numbers VALUES (@number)", number), TimeSpan.Zero, Cancel);
}
