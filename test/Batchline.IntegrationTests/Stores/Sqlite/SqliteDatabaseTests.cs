using System.Runtime.Versioning;
using Batchline.Engine.Accounts;
using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Rules;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Schema;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Batchline.IntegrationTests.Stores.Sqlite;

public sealed class SqliteDatabaseTests : IAsyncDisposable
{
    private readonly SqliteFixture _fixture = new();
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_fixture.Directory, "batchline.db");

    [Fact]
    public async Task What_was_acknowledged_is_there_after_reopening()
    {
        await using (var first = _fixture.Open(_clock))
            await first.Accounts.AddAsync(Sample.Account(1), Cancel);

        await using var second = _fixture.Open(_clock);

        (await second.Accounts.GetAsync(Sample.AccountId(1), Cancel)).ShouldBe(Sample.Account(1));
    }

    [Fact]
    public async Task Many_processes_may_make_the_database_at_once()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(1, 6).Select(number => Task.Run(
            async () =>
            {
                var node = _fixture.Open(_clock);
                await node.Accounts.AddAsync(Sample.Account(number), Cancel);
                return node;
            },
            Cancel)));

        (await nodes[0].Accounts.ListAsync(null, 10, Cancel)).Count.ShouldBe(6);
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        await using (var node = _fixture.Open(_clock))
            await node.Accounts.AddAsync(Sample.Account(1), Cancel);
        SetVersion(Migrations.Latest + 1);

        await using var older = _fixture.Open(_clock);

        Should.Throw<StoreTooNewException>(() => older.Accounts).Message.ShouldContain(
            $"version {Migrations.Latest + 1}, and this program knows versions up to {Migrations.Latest}");
        ReadVersion().ShouldBe(Migrations.Latest + 1);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        Directory.CreateDirectory(_fixture.Directory);
        await System.IO.File.WriteAllTextAsync(File, new string('x', 4096), Cancel);

        await using var node = _fixture.Open(_clock);

        Should.Throw<StoreRefusedException>(() => node.Accounts).Message.ShouldBe(
            "The database refuses to work: its file is no SQLite database. Stop the program, restore a backup of the data directory, and start it again.");
    }

    [Fact]
    public async Task A_database_locked_by_another_program_is_unavailable_and_then_goes_on()
    {
        var options = new SqliteStoreOptions
        {
            DataDirectory = _fixture.Directory,
            ConnectionString = $"Data Source={File};Default Timeout=1",
        };
        await using var node = SqliteFixture.Open(_clock, options);
        await node.Accounts.AddAsync(Sample.Account(1), Cancel);
        using var other = new SqliteConnection($"Data Source={File};Pooling=false");
        other.Open();
        var transaction = other.BeginTransaction(deferred: false);

        await Should.ThrowAsync<StoreUnavailableException>(node.Accounts.AddAsync(Sample.Account(2), Cancel));
        (await node.Accounts.GetAsync(Sample.AccountId(1), Cancel)).ShouldNotBeNull();
        await transaction.DisposeAsync();

        (await node.Accounts.AddAsync(Sample.Account(2), Cancel)).ShouldBe(AccountWrite.Done);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_can_read_the_data()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes");
        await using var node = _fixture.Open(_clock);
        await node.Accounts.AddAsync(Sample.Account(1), Cancel);

        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        System.IO.File.GetUnixFileMode(_fixture.Directory).ShouldBe(Mode | UnixFileMode.UserExecute);
        System.IO.File.GetUnixFileMode(Path.Combine(_fixture.Directory, "locks")).ShouldBe(Mode | UnixFileMode.UserExecute);
        var locks = Directory.GetFiles(Path.Combine(_fixture.Directory, "locks"));
        locks.ShouldHaveSingleItem();
        foreach (var file in new[] { File, File + "-wal", File + "-shm" }.Concat(locks))
            System.IO.File.GetUnixFileMode(file).ShouldBe(Mode, file);
    }

    [Theory]
    [InlineData("""{"UUID":"JOB1","JobTotalPrice":4995.50,"SubTotal":1e2,"a":1,"a":2, "$x.y":{"z":[null]}}""")]
    [InlineData("""{"UUID":"JOB1","FirstName":"cut emoji \ud83d","\ud83d":1,"Status":"\ud83d"}""")]
    [InlineData("""{"UUID":"JOB1","Notes":"Zoë 日本 😀 \u0000"}""")]
    public async Task A_document_is_stored_letter_by_letter(string json)
    {
        await using var node = _fixture.Open(_clock);

        await StoreAsync(node, Sample.Replace("JOB1", Sample.Start) with { Document = new("JOB1", json) });

        (await node.Jobs.GetAsync(Sample.AccountId(1), "JOB1", Cancel))!.Document.Json.ShouldBe(json);
    }

    [Theory]
    [InlineData(JobWriteKind.Replace)]
    [InlineData(JobWriteKind.Touch)]
    [InlineData(JobWriteKind.MarkMissing)]
    public async Task A_job_does_not_move_back_even_when_the_head_is_gone_and_the_clock_was_turned_back(JobWriteKind kind)
    {
        await using var node = _fixture.Open(_clock);
        await StoreAsync(node, Sample.Replace("JOB1", Sample.Start));
        var stored = await node.Jobs.GetAsync(Sample.AccountId(1), "JOB1", Cancel);
        await node.Deletions.DeleteAsync(Sample.AccountId(1), deleteJobs: false, Cancel);
        await using var behind = _fixture.Open(new FakeTimeProvider(_clock.GetUtcNow().AddHours(-1)));

        await StoreAsync(behind, Sample.Replace("JOB1", Sample.Start.AddHours(1), hash: "late") with { Kind = kind });

        (await node.Jobs.GetAsync(Sample.AccountId(1), "JOB1", Cancel)).ShouldHold(stored);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private static async Task StoreAsync(StoreNode node, JobWrite job)
    {
        var head = (await node.Heads.AcquireAsync(Sample.AccountId(1), "owner", TimeSpan.FromMinutes(1), leader: null, Cancel)).ShouldNotBeNull();
        (await node.Heads.CommitAsync(
            new Checkpoint
            {
                AccountId = head.AccountId,
                Jobs = [job],
                Head = new HeadWrite
                {
                    Fence = head.Fence,
                    Seq = head.Seq,
                    WriteId = "write",
                    Body = head.Body,
                    Lease = TimeSpan.Zero,
                    Wait = TimeSpan.Zero,
                    Reserve = TimeSpan.Zero,
                    DueIn = null,
                },
            },
            Cancel)).ShouldNotBeNull();
    }

    private void SetVersion(long version)
    {
        using var session = Open();
        session.Execute($"PRAGMA user_version = {version}");
    }

    private long ReadVersion()
    {
        using var session = Open();
        return session.First("PRAGMA user_version", row => row.Long());
    }

    private SqlSession Open()
    {
        var session = new SqlSession(new SqliteConnection($"Data Source={File};Pooling=false"));
        session.Connection.Open();
        return session;
    }
}
