using Batchline.Engine.Failures;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Data.Sqlite;

namespace Batchline.IntegrationTests.Stores.Sqlite;

public sealed class SqliteWriterTests : IDisposable
{
    private readonly SqlSession _session = new(new SqliteConnection("Data Source=:memory:"));
    private readonly StoreHealth _health = new(TimeProvider.System);

    public SqliteWriterTests()
    {
        _session.Connection.Open();
        _session.Execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY)");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_is_one_transaction()
    {
        var commits = 0;
        SQLitePCL.raw.sqlite3_commit_hook(_session.Connection.Handle, _ => { commits++; return 0; }, null);
        Writer.WriteOf<int>[] items = [Insert(1), Insert(2), Insert(3)];

        new Writer(_session, _health, TimeProvider.System).Commit(items);

        foreach (var item in items)
            (await item.Answer).ShouldBe(1);
        Numbers().ShouldBe([1, 2, 3]);
        commits.ShouldBe(1);
    }

    [Fact]
    public async Task A_write_for_which_the_disk_has_no_room_is_reported_and_says_what_to_do()
    {
        _session.Query("PRAGMA max_page_count = 10", row => row.Long());
        var large = new Writer.WriteOf<int>(
            session => session.Execute("INSERT INTO numbers WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i FROM n"), Cancel);

        new Writer(_session, _health, TimeProvider.System).Commit([large]);

        (await Should.ThrowAsync<StoreUnavailableException>(large.Answer)).Message
            .ShouldBe("The database refuses to work: its disk is full. Free space on the disk of the data directory.");
        _health.Refusal.ShouldNotBeNull().Because.ShouldBe("its disk is full");
    }

    [Fact]
    public async Task A_failing_write_fails_alone()
    {
        Writer.WriteOf<int>[] items = [Insert(1), Insert(2), InsertTwice(3), Insert(2), Insert(4)];

        new Writer(_session, _health, TimeProvider.System).Commit(items);

        (await items[0].Answer).ShouldBe(1);
        (await items[1].Answer).ShouldBe(1);
        await Should.ThrowAsync<SqliteException>(items[2].Answer);
        await Should.ThrowAsync<SqliteException>(items[3].Answer);
        (await items[4].Answer).ShouldBe(1);
        Numbers().ShouldBe([1, 2, 4]);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task A_failing_write_is_not_repeated_and_the_others_only_if_it_left_something_behind(bool leaves, int times)
    {
        var (others, odd) = (0, 0);
        Writer.WriteOf<int> item = new(session => ++others + (session.Execute("INSERT INTO numbers VALUES (1)") * 0), Cancel);
        Writer.WriteOf<int> wrong = new(
            session =>
            {
                odd++;
                if (leaves)
                    session.Execute("INSERT INTO numbers VALUES (2)");
                throw new InvalidOperationException("Wrong");
            },
            Cancel);

        new Writer(_session, _health, TimeProvider.System).Commit([item, wrong, Insert(3)]);

        (await item.Answer).ShouldBe(times);
        odd.ShouldBe(1);
        await Should.ThrowAsync<InvalidOperationException>(wrong.Answer);
        Numbers().ShouldBe([1, 3]);
    }

    [Fact]
    public async Task A_failing_write_that_is_alone_leaves_nothing_behind()
    {
        var item = InsertTwice(1);

        new Writer(_session, _health, TimeProvider.System).Commit([item]);

        await Should.ThrowAsync<SqliteException>(item.Answer);
        Numbers().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_programmer_error_fails_its_own_write_only()
    {
        var wrong = new Writer.WriteOf<int>(_ => throw new InvalidOperationException("Wrong"), Cancel);
        var item = Insert(1);

        new Writer(_session, _health, TimeProvider.System).Commit([item, wrong]);

        (await item.Answer).ShouldBe(1);
        await Should.ThrowAsync<InvalidOperationException>(wrong.Answer);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(13)]
    public async Task When_the_database_does_not_answer_every_write_of_the_group_says_so(int error)
    {
        var item = Insert(1);
        var broken = new Writer.WriteOf<int>(_ => throw new SqliteException("broken", error), Cancel);

        new Writer(_session, _health, TimeProvider.System).Commit([item, broken]);

        await Should.ThrowAsync<StoreUnavailableException>(item.Answer);
        await Should.ThrowAsync<StoreUnavailableException>(broken.Answer);
        Numbers().ShouldBeEmpty();
        var next = Insert(2);
        new Writer(_session, _health, TimeProvider.System).Commit([next]);
        (await next.Answer).ShouldBe(1);
    }

    [Fact]
    public async Task A_write_cancelled_while_it_is_queued_is_not_carried_out()
    {
        using var cancelled = new CancellationTokenSource();
        var writer = new Writer(_session, _health, TimeProvider.System);
        var entered = new TaskCompletionSource();
        using var go = new ManualResetEventSlim();
        var first = writer.WriteAsync(
            session =>
            {
                entered.SetResult();
                go.Wait(Cancel);
                return session.Execute("INSERT INTO numbers VALUES (1)");
            },
            TimeSpan.Zero,
            Cancel);
        await entered.Task;

        var second = writer.WriteAsync(session => session.Execute("INSERT INTO numbers VALUES (2)"), TimeSpan.Zero, cancelled.Token);
        await cancelled.CancelAsync();
        var third = writer.WriteAsync(session => session.Query("SELECT number FROM numbers", row => row.Long()), TimeSpan.Zero, Cancel);
        go.Set();

        await Should.ThrowAsync<OperationCanceledException>(second);
        (await third).ShouldBe([1]);
        await first;
        await writer.DisposeAsync();
    }

    public void Dispose() => _session.Dispose();

    private static Writer.WriteOf<int> Insert(int number) =>
        new(session => session.Execute("INSERT INTO numbers VALUES (@number)", number), Cancel);

    private static Writer.WriteOf<int> InsertTwice(int number) => new(
        session => session.Execute("INSERT INTO numbers VALUES (@number)", number)
            + session.Execute("INSERT INTO numbers VALUES (@number)", number),
        Cancel);

    private List<long> Numbers() => _session.Query("SELECT number FROM numbers ORDER BY number", row => row.Long());
}
