using Batchline.Engine.Failures;
using Batchline.Stores.Sqlite.Schema;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>Opens connections with the settings that the store depends on.</summary>
internal static class Connections
{
    private const int BusyTimeoutSeconds = 5;

    /// <summary>Makes the data directory and the database file, and returns how to connect.</summary>
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

        // If the file is deleted later, a connection must not make another one.
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

    /// <summary>Says what to do if files cannot be made or opened.</summary>
    public static T Reachable<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (IOException exception) when (OpenFiles.IsWhy(exception))
        {
            throw TooManyOpen(exception);
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
        catch (Exception exception)
        {
            opened.Dispose();

            // SQLite reports the limit of open files like a missing right. Only opening meets it: an open connection keeps its files.
            if (exception is SqliteException { SqliteErrorCode: raw.SQLITE_CANTOPEN } && OpenFiles.AreShort())
                throw TooManyOpen(exception);
            throw;
        }
    }

    private static StoreUnavailableException TooManyOpen(Exception exception) =>
        new($"The database cannot be opened: {OpenFiles.Because}. {OpenFiles.Do}.", exception);

    private static bool IsFile(SqliteConnectionStringBuilder builder) => !builder.DataSource.StartsWith("file:", StringComparison.Ordinal);

    private static void Configure(SqliteConnection opened, int timeoutSeconds, bool readOnly)
    {
        using var command = opened.CreateCommand();

        // WAL lets readers continue while the writer commits. FULL keeps acknowledged writes if the power fails.
        // The WAL may grow to 16 MB before it is written back, so that pages that change often are written back once.
        // There is one writer, but a reader for each thread, and what a reader does not keep is still in the system's cache.
        command.CommandText = $"""
            PRAGMA busy_timeout = {timeoutSeconds * 1000};
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA wal_autocheckpoint = 4000;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = {(readOnly ? -2_000 : -16_000)};
            PRAGMA query_only = {(readOnly ? 1 : 0)};
            """;
        command.ExecuteNonQuery();
    }
}
