using Batchline.Stores.Rules;
using Batchline.Stores.Sqlite.Schema;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Data.Sqlite;

namespace Batchline.IntegrationTests.Stores.Sqlite;

public sealed class SqliteMigrationTests : IDisposable
{
    private readonly SqlSession _session = Open();

    /// <summary>The states in which programs left databases that remember no names, and the version that they wrote.</summary>
    public static TheoryData<int, string> Earlier => new()
    {
        { 0, "" },
        { 1, "1" },
        { 2, "1 3" },
        { 5, "1 2 3 4 5" },
        { 6, "1 2 3 4 5 6" },
        { 6, "1 2 3 4 5 7" },
        { 7, "1 2 3 4 5 6 7" },
        { 8, "1 2 3 4 5 6 7 8" },
        { 9, "1 2 3 4 5 6 7 8 9" },
    };

    [Theory]
    [MemberData(nameof(Earlier))]
    public void A_database_of_each_earlier_state_comes_out_like_a_new_one(int version, string had)
    {
        using var fresh = Open();
        Migrations.Apply(fresh);
        foreach (var number in had.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Run(_session, Migrations.Names[int.Parse(number) - 1]);
        _session.Execute($"PRAGMA user_version = {version}");

        Migrations.Apply(_session);

        Shape(_session).ShouldBe(Shape(fresh));
        Version(_session).ShouldBe(Migrations.Latest);
        Remembered(_session).ShouldBe(Migrations.Names);
    }

    [Fact]
    public void No_two_migrations_have_the_same_number_and_none_is_left_out()
    {
        foreach (var name in Migrations.Names)
            name.ShouldMatch("^[0-9]{4}-[a-z]+(-[a-z]+)*$");

        Migrations.Names.Select(name => int.Parse(name[..4])).ShouldBe(Enumerable.Range(1, Migrations.Names.Count));
        Migrations.Latest.ShouldBe(Migrations.Names.Count);
    }

    [Fact]
    public void A_migration_that_came_later_with_a_smaller_number_is_made_up_for()
    {
        Migrations.Apply(_session);
        _session.Execute("DELETE FROM migrations WHERE name = '0008-waits-and-odd-rows'");
        _session.Execute("ALTER TABLE batchAccountStates DROP COLUMN waitingSince");
        _session.Execute("ALTER TABLE batchAccountStates DROP COLUMN oddRows");

        Migrations.Apply(_session);

        _session.Has("batchAccountStates", "oddRows").ShouldBeTrue();
        Remembered(_session).ShouldBe(Migrations.Names);
    }

    [Fact]
    public void A_database_with_a_migration_unknown_here_is_refused_and_left_alone()
    {
        Migrations.Apply(_session);
        _session.Execute("DELETE FROM migrations WHERE name = '0010-dates-of-imported-changes'");
        _session.Execute("INSERT INTO migrations (name) VALUES ('0007-from-the-future')");

        Should.Throw<StoreTooNewException>(() => Migrations.Apply(_session)).Message.ShouldBe(
            $"The database {_session.Connection.DataSource} was changed by 0007-from-the-future, which this program does not know. Start the newer program, or restore a backup from before it.");
        Remembered(_session).ShouldNotContain("0010-dates-of-imported-changes");
    }

    [Fact]
    public void A_program_that_knows_only_numbers_refuses_what_this_one_has_upgraded()
    {
        const long HighestOfThose = 9;

        Migrations.Apply(_session);

        Version(_session).ShouldBeGreaterThan(HighestOfThose);
    }

    [Fact]
    public void The_database_of_another_program_is_refused_and_left_alone()
    {
        _session.Execute("CREATE TABLE accounts (number INTEGER)");

        Should.Throw<SqliteException>(() => Migrations.Apply(_session)).Message.ShouldContain("table accounts already exists");

        Shape(_session).ShouldBe(["accounts: number"]);
        Version(_session).ShouldBe(0);
    }

    public void Dispose() => _session.Dispose();

    private static SqlSession Open()
    {
        var session = new SqlSession(new SqliteConnection("Data Source=:memory:"));
        session.Connection.Open();
        return session;
    }

    private static void Run(SqlSession session, string migration)
    {
        using var command = session.Connection.CreateCommand();
        command.CommandText = Migrations.Files.Read(migration);
        command.ExecuteNonQuery();
    }

    /// <summary>Columns in the order of their names, since each way there adds them in its own; the rest letter by letter.</summary>
    private static List<string> Shape(SqlSession session) => session.Query(
        """
        SELECT name || ': ' || iif(type = 'table', (SELECT group_concat(name) FROM (SELECT c.name FROM pragma_table_info(s.name) AS c ORDER BY 1)), coalesce(sql, ''))
        FROM sqlite_schema AS s ORDER BY name
        """,
        row => row.Text());

    private static List<string> Remembered(SqlSession session) =>
        session.Query("SELECT name FROM migrations ORDER BY name", row => row.Text());

    private static long Version(SqlSession session) => session.First("PRAGMA user_version", row => row.Long());
}
