using System.Globalization;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Statements;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Schema;

/// <summary>
/// Brings a database to the version of this program by running those files <c>Schema/NNNN-title.sql</c> that it has not had, in
/// order. The database records their names, because two branches may use the same number. Its <c>user_version</c> is the highest
/// number, by which programs that predate the names refuse to start.
/// </summary>
internal static class Migrations
{
    private const string Remember = "INSERT INTO migrations (name) VALUES (@name)";

    public static readonly Scripts Files = new("Sqlite");

    /// <summary>In order, without the extension.</summary>
    public static IReadOnlyList<string> Names => Files.Names;

    public static long Latest { get; } = long.Parse(Names[^1].Split('-')[0], CultureInfo.InvariantCulture);

    /// <exception cref="StoreTooNewException">A newer program has used the database. Nothing was changed.</exception>
    public static void Apply(SqlSession session)
    {
        if (Missing(session).Count == 0)
            return;
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            // Read again under the lock, because another process may have been faster.
            if (Missing(session) is { Count: > 0 } missing)
                Apply(session, missing);
            session.Execute("COMMIT");
        }
        catch
        {
            if (session.IsInTransaction)
                session.Execute("ROLLBACK");
            throw;
        }
    }

    private static void Apply(SqlSession session, IReadOnlyList<string> missing)
    {
        if (!session.Has("migrations"))
        {
            session.Execute("CREATE TABLE migrations (name TEXT NOT NULL PRIMARY KEY)");
            foreach (var name in Names.Except(missing))
                session.Execute(Remember, name);
        }

        foreach (var name in missing)
        {
            Run(session, Files.Read(name));
            session.Execute(Remember, name);
        }

        Run(session, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Latest}"));
    }

    private static List<string> Missing(SqlSession session)
    {
        var version = session.First("PRAGMA user_version", row => row.Long());
        if (version > Latest)
            throw TooNew(session, string.Create(
                CultureInfo.InvariantCulture, $"has version {version}, and this program knows versions up to {Latest}"));
        var had = session.Has("migrations")
            ? session.Query("SELECT name FROM migrations", row => row.Text())
            : EarlierMigrations.Of(session, version);
        if (had.Except(Names).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw TooNew(session, $"was changed by {unknown}, which this program does not know");
        return [.. Names.Except(had)];
    }

    private static StoreTooNewException TooNew(SqlSession session, string how) =>
        new($"The database {session.Connection.DataSource} {how}. Start the newer program, or restore a backup from before it.");

    private static void Run(SqlSession session, string script)
    {
        using var command = session.Connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }
}
