using System.Globalization;
using System.Reflection;

namespace Batchline.Stores.Sqlite;

/// <summary>Brings a database to the version of this program: the files <c>Schema/NNNN-title.sql</c>, in order.</summary>
internal static class Migrations
{
    private static readonly string[] Scripts =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    public static long Latest => Scripts.Length;

    public static void Apply(SqlSession session)
    {
        while (Version(session) != Latest)
            ApplyNext(session);
    }

    private static void ApplyNext(SqlSession session)
    {
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            // Read again under the lock: another process may have been faster.
            var version = Version(session);
            if (version > Latest)
                throw new StoreTooNewException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The database {session.Connection.DataSource} has version {version}, and this program knows versions up to {Latest}. Start the newer program, or restore a backup from before it."));
            if (version < Latest)
                Run(session, version);
            session.Execute("COMMIT");
        }
        catch
        {
            session.Execute("ROLLBACK");
            throw;
        }
    }

    private static void Run(SqlSession session, long version)
    {
        using var command = session.Connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture, $"{Read(Scripts[version])}\nPRAGMA user_version = {version + 1};");
        command.ExecuteNonQuery();
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static long Version(SqlSession session) => session.First("PRAGMA user_version", row => row.Long());
}
