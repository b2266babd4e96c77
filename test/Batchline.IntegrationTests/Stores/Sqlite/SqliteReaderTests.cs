using Batchline.Engine.Accounts;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Reading;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Batchline.IntegrationTests.Stores.Sqlite;

/// <summary>Statements without an end, and what is left of the connections that ran them.</summary>
public sealed class SqliteReaderTests : IAsyncDisposable
{
    private const string Endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

    private readonly SqliteFixture _fixture = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly StoreNode _node;

    public SqliteReaderTests() => _node = _fixture.Open(_clock, readers: new ReaderLimits { AtOnce = 2, Waiting = 1000, Patience = TimeSpan.FromHours(1) });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Database Database => _node.Services.GetRequiredService<Database>();

    [Fact]
    public async Task A_statement_whose_caller_left_is_stopped_and_its_connection_serves_the_next()
    {
        CurrentRead.For = ReadFor.Person;
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var (running, session) = await BeginAsync(caller.Token);

        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
        var next = await Database.SearchAsync(next => (Session: next, Answer: next.First("SELECT 42", row => row.Long())), Cancel);

        next.ShouldBe((session, 42));
    }

    [Fact]
    public async Task A_statement_that_is_late_is_stopped_and_says_so()
    {
        CurrentRead.For = ReadFor.Person;
        var (running, _) = await BeginAsync(Cancel);

        _clock.Advance(TimeSpan.FromSeconds(10));
        var late = await Should.ThrowAsync<ReadTooLongException>(running);

        late.Message.ShouldBe("The read took longer than 10 s and was stopped.");
        (await Database.SearchAsync(session => session.First("SELECT 42", row => row.Long()), Cancel)).ShouldBe(42);
    }

    [Fact]
    public async Task A_transaction_that_was_stopped_is_over()
    {
        CurrentRead.For = ReadFor.Person;
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var (running, session) = await BeginAsync(caller.Token, "BEGIN");

        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);

        session.IsInTransaction.ShouldBeFalse();
    }

    [Fact]
    public async Task A_connection_that_was_stopped_hundreds_of_times_never_stops_the_next_statement()
    {
        CurrentRead.For = ReadFor.Person;
        for (var round = 0; round < 300; round++)
        {
            using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var leaving = Database.SearchAsync(
                session =>
                {
                    caller.Cancel();
                    return session.First(Endless, row => row.Long());
                },
                caller.Token);
            await Should.ThrowAsync<OperationCanceledException>(leaving);

            (await Database.SearchAsync(Thousand, Cancel)).ShouldBe(1000);
        }

        static long Thousand(SqlSession session) => session.First(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000) SELECT count(*) FROM n", row => row.Long());
    }

    [Fact]
    public async Task Two_hundred_endless_searches_leave_lists_work_and_the_thread_pool_alone()
    {
        using var callers = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await _node.Accounts.AddAsync(Sample.Account(1), Cancel);
        CurrentRead.For = ReadFor.Person;
        var pooled = 0;
        var searches = Enumerable.Range(0, 200).Select(_ => Database.SearchAsync(
            session =>
            {
                pooled += Thread.CurrentThread.IsThreadPoolThread ? 1 : 0;
                return session.First(Endless, row => row.Long());
            },
            callers.Token)).ToList();

        var listed = await _node.Accounts.ListAsync(null, 10, Cancel);
        CurrentRead.For = ReadFor.Work;
        var found = await Database.SearchAsync(session => session.First("SELECT 42", row => row.Long()), Cancel);
        var written = await _node.Accounts.AddAsync(Sample.Account(2), Cancel);
        await callers.CancelAsync();
        var ends = await Task.WhenAll(searches.Select(EndAsync));

        listed.Count.ShouldBe(1);
        found.ShouldBe(42);
        written.ShouldBe(AccountWrite.Done);
        ends.ShouldAllBe(end => end is OperationCanceledException);
        pooled.ShouldBe(0);
    }

    [Fact]
    public async Task Work_reads_on_its_own_thread_and_a_person_on_a_readers()
    {
        var mine = Environment.CurrentManagedThreadId;

        var work = Database.SearchAsync(_ => Environment.CurrentManagedThreadId, Cancel);
        CurrentRead.For = ReadFor.Person;
        var person = await Database.SearchAsync(_ => Thread.CurrentThread.Name, Cancel);

        work.IsCompletedSuccessfully.ShouldBeTrue();
        (await work).ShouldBe(mine);
        person.ShouldNotBeNull().ShouldStartWith("Reader ");
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    private static async Task<Exception?> EndAsync(Task search)
    {
        try
        {
            await search;
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>Begins a statement without an end, and answers when it is about to run.</summary>
    private async Task<(Task<long> Running, SqlSession Session)> BeginAsync(CancellationToken caller, string? before = null)
    {
        var begun = new TaskCompletionSource<SqlSession>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Database.SearchAsync(
            session =>
            {
                if (before is not null)
                    session.Execute(before);
                begun.SetResult(session);
                return session.First(Endless, row => row.Long());
            },
            caller);
        return (running, await begun.Task.WaitAsync(Cancel));
    }
}
