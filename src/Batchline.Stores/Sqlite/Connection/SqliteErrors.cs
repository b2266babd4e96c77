using Batchline.Engine.Failures;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>
/// What an error of SQLite means: the database is unavailable and the call can be repeated; it refuses until a person acts; or,
/// for all others, the statement is wrong, which is a bug of this program.
/// </summary>
internal static class SqliteErrors
{
    private const string RestoreABackup = "Stop the program, restore a backup of the data directory, and start it again";

    /// <summary>What the caller of the store gets. Refusals are also reported.</summary>
    public static Exception Translate(Exception exception, StoreHealth health)
    {
        var seen = Translate(exception);
        if (seen is StoreRefusedException refused)
            health.Refused(refused.Because, refused.Do);
        return seen;
    }

    public static Exception Translate(Exception exception) => exception switch
    {
        SqliteException sqlite when IsAway(sqlite) => new StoreUnavailableException($"The database did not answer: {sqlite.Message}", sqlite),
        SqliteException sqlite when Refusal(sqlite) is var (because, todo) => new StoreRefusedException(because, todo, sqlite),
        _ => exception,
    };

    /// <summary>Whether other writes in the same transaction would fail too. A damaged page affects only those that need it.</summary>
    public static bool ConcernsAll(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: not SQLITE_CORRUPT } && Translate(exception) is StoreUnavailableException;

    private static bool IsAway(SqliteException exception) => exception.SqliteErrorCode switch
    {
        SQLITE_BUSY or SQLITE_LOCKED or SQLITE_PROTOCOL or SQLITE_NOMEM or SQLITE_SCHEMA => true,
        SQLITE_IOERR => IsAboutLocksOrMemory(exception.SqliteExtendedErrorCode),
        _ => false,
    };

    private static bool IsAboutLocksOrMemory(int extended) => extended is
        SQLITE_IOERR_UNLOCK or SQLITE_IOERR_RDLOCK or SQLITE_IOERR_BLOCKED or SQLITE_IOERR_NOMEM or SQLITE_IOERR_CHECKRESERVEDLOCK
        or SQLITE_IOERR_LOCK or SQLITE_IOERR_SHMLOCK or SQLITE_IOERR_SHMMAP or SQLITE_IOERR_MMAP;

    private static (string Because, string Do)? Refusal(SqliteException exception) => exception.SqliteErrorCode switch
    {
        SQLITE_FULL => ("its disk is full", "Free space on the disk of the data directory"),
        SQLITE_READONLY when exception.SqliteExtendedErrorCode == SQLITE_READONLY_DBMOVED => (SqlSession.Gone("batchline.db"), SqlSession.PutItBack),
        SQLITE_READONLY => ("its file is read-only", "Make the data directory writable for this program"),
        SQLITE_IOERR => ("its disk reports errors", "Look at the disk of the data directory and at the system's log"),
        SQLITE_NOLFS => ("its disk takes no files of this size", "Move the data directory to another disk"),
        SQLITE_CORRUPT => ("its file is damaged", RestoreABackup),
        SQLITE_NOTADB => ("its file is no SQLite database", RestoreABackup),
        SQLITE_PERM or SQLITE_AUTH or SQLITE_CANTOPEN => (
            "its file cannot be opened", "Give the user that runs this program the right to read and write everything in the data directory"),
        _ => null,
    };
}
