using System.Reflection;
using Batchline.Engine.Failures;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SQLitePCL;

namespace Batchline.IntegrationTests.Stores.Sqlite;

public sealed class SqliteErrorTests : IAsyncDisposable
{
    private const string Away = "away";
    private const string Refused = "refused";
    private const string Mine = "mine";

    /// <summary>Every primary result code of SQLite but OK, ROW, and DONE, in order.</summary>
    private static readonly string[] Kinds =
    [
        Mine /* ERROR */, Mine /* INTERNAL */, Refused /* PERM */, Mine /* ABORT */, Away /* BUSY */, Away /* LOCKED */, Away /* NOMEM */,
        Refused /* READONLY */, Mine /* INTERRUPT */, Refused /* IOERR */, Refused /* CORRUPT */, Mine /* NOTFOUND */, Refused /* FULL */,
        Refused /* CANTOPEN */, Away /* PROTOCOL */, Mine /* EMPTY */, Away /* SCHEMA */, Mine /* TOOBIG */, Mine /* CONSTRAINT */,
        Mine /* MISMATCH */, Mine /* MISUSE */, Refused /* NOLFS */, Refused /* AUTH */, Mine /* FORMAT */, Mine /* RANGE */,
        Refused /* NOTADB */, Mine /* NOTICE */, Mine /* WARNING */,
    ];

    private readonly SqliteFixture _fixture = new();
    private readonly FakeTimeProvider _clock = new();

    /// <summary>Extended codes, by name, as the library lists them.</summary>
    public static TheoryData<string, int> ExtendedCodes => [.. typeof(raw).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(code => code.IsLiteral && code.FieldType == typeof(int) && Names.Any(name => code.Name.StartsWith(name, StringComparison.Ordinal)))
        .Select(code => new TheoryDataRow<string, int>(code.Name, (int)code.GetRawConstantValue()!))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string[] Names =>
    [
        "SQLITE_ERROR_", "SQLITE_ABORT_", "SQLITE_BUSY_", "SQLITE_LOCKED_", "SQLITE_READONLY_", "SQLITE_IOERR_", "SQLITE_CORRUPT_",
        "SQLITE_CANTOPEN_", "SQLITE_CONSTRAINT_", "SQLITE_AUTH_", "SQLITE_NOTICE_", "SQLITE_WARNING_",
    ];

    [Fact]
    public void Every_result_code_is_away_refused_or_a_fault_of_this_program()
    {
        var kinds = Enumerable.Range(1, Kinds.Length).Select(code => KindOf(new SqliteException("told", code))).ToArray();

        kinds.ShouldBe(Kinds);
    }

    [Theory]
    [MemberData(nameof(ExtendedCodes))]
    public void An_extended_code_means_what_its_kind_does_unless_it_is_about_locks_or_memory(string name, int code)
    {
        string[] away =
        [
            "SQLITE_IOERR_UNLOCK", "SQLITE_IOERR_RDLOCK", "SQLITE_IOERR_BLOCKED", "SQLITE_IOERR_NOMEM", "SQLITE_IOERR_CHECKRESERVEDLOCK",
            "SQLITE_IOERR_LOCK", "SQLITE_IOERR_SHMLOCK", "SQLITE_IOERR_SHMMAP", "SQLITE_IOERR_MMAP",
        ];
        var primary = code & 0xff;

        KindOf(new SqliteException("told", primary, code)).ShouldBe(away.Contains(name) ? Away : Kinds[primary - 1], name);
    }

    [Fact]
    public async Task A_read_that_is_refused_is_reported_as_a_write_is()
    {
        await using var node = _fixture.Open(_clock);

        var read = node.Services.GetRequiredService<Database>().ReadAsync<int>(_ => throw new SqliteException("malformed", raw.SQLITE_CORRUPT), Cancel);

        (await Should.ThrowAsync<StoreRefusedException>(read)).Because.ShouldBe("its file is damaged");
        node.Services.GetRequiredService<StoreHealth>().Refusal.ShouldNotBeNull().Because.ShouldBe("its file is damaged");
    }

    [Fact]
    public async Task A_damaged_page_fails_the_write_that_needs_it_and_no_other()
    {
        using var session = new SqlSession(new SqliteConnection("Data Source=:memory:"));
        session.Connection.Open();
        session.Execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY)");
        var health = new StoreHealth(_clock);
        var good = new Writer.WriteOf<int>(inside => inside.Execute("INSERT INTO numbers VALUES (1)"), Cancel);
        var bad = new Writer.WriteOf<int>(_ => throw new SqliteException("malformed", raw.SQLITE_CORRUPT), Cancel);

        new Writer(session, health, TimeProvider.System).Commit([good, bad]);

        (await good.Answer).ShouldBe(1);
        await Should.ThrowAsync<StoreRefusedException>(bad.Answer);
        health.Refusal.ShouldNotBeNull().Because.ShouldBe("its file is damaged");
    }

    [Fact]
    public async Task A_damaged_database_refuses_to_be_opened_and_says_what_to_do()
    {
        await using (var node = _fixture.Open(_clock))
            await node.Accounts.AddAsync(Sample.Account(1), Cancel);
        var path = Path.Combine(_fixture.Directory, "batchline.db");
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            // Behind the header of the file: the page in which the schema stands.
            file.Position = 100;
            await file.WriteAsync(new byte[3000], Cancel);
        }

        await using var again = _fixture.Open(_clock);

        Should.Throw<StoreRefusedException>(() => again.Accounts).Message.ShouldBe(
            "The database refuses to work: its file is damaged. Stop the program, restore a backup of the data directory, and start it again.");
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_is_refused_and_says_what_to_do()
    {
        Directory.CreateDirectory(_fixture.Directory);
        var taken = Path.Combine(_fixture.Directory, "taken");
        await File.WriteAllTextAsync(taken, "", Cancel);

        await using var node = SqliteFixture.Open(_clock, new SqliteStoreOptions { DataDirectory = taken });

        var refused = Should.Throw<StoreRefusedException>(() => node.Accounts);
        refused.Because.ShouldStartWith("its files cannot be opened (");
        refused.Do.ShouldBe("Give the user that runs this program the right to read and write the data directory, or name another one in Store:DataDirectory");
    }

    [Fact]
    public void Here_files_can_be_opened() => OpenFiles.AreShort().ShouldBeFalse();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private static string KindOf(SqliteException exception) => SqliteErrors.Translate(exception) switch
    {
        StoreRefusedException refused when refused.Because.Length > 0 && refused.Do.Length > 0 && !refused.Do.EndsWith('.') => Refused,
        StoreRefusedException => "refused without saying what to do",
        StoreUnavailableException => Away,
        var same when ReferenceEquals(same, exception) => Mine,
        var other => other.ToString(),
    };
}
