using Microsoft.Data.Sqlite;

namespace Batchline.Stores.Sqlite;

/// <summary>Opens connections with the settings that the store depends on.</summary>
internal static class Connections
{
    private const int BusyTimeoutSeconds = 5;

    /// <summary>Makes the data directory and the database file, and answers how to connect.</summary>
    public static SqliteConnectionStringBuilder Prepare(SqliteStoreOptions options)
    {
        DataFiles.MakeDirectory(options.DataDirectory);
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString);
        if (builder.DataSource.Length == 0)
            builder.DataSource = Path.Combine(options.DataDirectory, "batchline.db");
        if (!builder.DataSource.StartsWith("file:", StringComparison.Ordinal))
            DataFiles.MakeFile(builder.DataSource);
        builder.Pooling = false;
        builder.ForeignKeys = false;
        if (!builder.ShouldSerialize("Default Timeout"))
            builder.DefaultTimeout = BusyTimeoutSeconds;
        return builder;
    }

    public static SqlSession OpenMigrated(SqliteConnectionStringBuilder connection)
    {
        try
        {
            var session = Open(connection, readOnly: false);
            try
            {
                Migrations.Apply(session);
                return session;
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
        catch (SqliteException exception)
        {
            throw SqliteErrors.Translate(exception);
        }
    }

    public static SqlSession Open(SqliteConnectionStringBuilder connection, bool readOnly)
    {
        var opened = new SqliteConnection(connection.ConnectionString);
        opened.Open();
        using var command = opened.CreateCommand();

        // WAL lets readers go on while the writer commits; FULL keeps what was acknowledged through a loss of power.
        // The WAL may grow to 16 MB before it is written back, so that pages changed often are written back once.
        command.CommandText = $"""
            PRAGMA busy_timeout = {connection.DefaultTimeout * 1000};
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA wal_autocheckpoint = 4000;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = {(readOnly ? -8_000 : -64_000)};
            PRAGMA query_only = {(readOnly ? 1 : 0)};
            """;
        command.ExecuteNonQuery();
        return new SqlSession(opened);
    }
}
