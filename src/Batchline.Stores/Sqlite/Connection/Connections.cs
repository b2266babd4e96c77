using Batchline.Engine.Failures;
using Batchline.Stores.Sqlite.Schema;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Data.Sqlite;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>Opens connections with the settings that the store depends on.</summary>
internal static class Connections
{
    private const int BusyTimeoutSeconds = 5;

    /// <summary>Makes the data directory and the database file, and answers how to connect.</summary>
    /// <exception cref="StoreRefusedException">It cannot.</exception>
    public static SqliteConnectionStringBuilder Prepare(SqliteStoreOptions options)
    {
        var builder = Builder(options);
        return Reachable(() =>
        {
            DataFiles.MakeDirectory(options.DataDirectory);
            if (IsFile(builder))
                DataFiles.MakeFile(builder.DataSource);
            return builder;
        });
    }

    public static SqliteConnectionStringBuilder Builder(SqliteStoreOptions options)
    {
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString);
        if (builder.DataSource.Length == 0)
            builder.DataSource = Path.Combine(options.DataDirectory, "batchline.db");

        // Should the file be deleted, a connection must not make another one.
        if (IsFile(builder))
            builder.Mode = SqliteOpenMode.ReadWrite;
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

    /// <summary>Says of files that cannot be made or opened what to do about it.</summary>
    public static T Reachable<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (IOException exception) when (OpenFiles.IsWhy(exception))
        {
            throw new StoreUnavailableException($"The database cannot be opened: {OpenFiles.Because}. {OpenFiles.Do}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException(
                $"its files cannot be opened ({exception.Message.TrimEnd('.')})",
                "Give the user that runs this program the right to read and write the data directory, or name another one in Store:DataDirectory",
                exception);
        }
    }

    public static SqlSession Open(SqliteConnectionStringBuilder connection, bool readOnly)
    {
        var opened = new SqliteConnection(connection.ConnectionString);
        try
        {
            opened.Open();
            Configure(opened, connection.DefaultTimeout, readOnly);
            return new SqlSession(opened);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private static bool IsFile(SqliteConnectionStringBuilder builder) => !builder.DataSource.StartsWith("file:", StringComparison.Ordinal);

    private static void Configure(SqliteConnection opened, int timeoutSeconds, bool readOnly)
    {
        using var command = opened.CreateCommand();

        // WAL lets readers go on while the writer commits; FULL keeps what was acknowledged through a loss of power.
        // The WAL may grow to 16 MB before it is written back, so that pages changed often are written back once.
        command.CommandText = $"""
            PRAGMA busy_timeout = {timeoutSeconds * 1000};
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA wal_autocheckpoint = 4000;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = {(readOnly ? -8_000 : -64_000)};
            PRAGMA query_only = {(readOnly ? 1 : 0)};
            """;
        command.ExecuteNonQuery();
    }
}
