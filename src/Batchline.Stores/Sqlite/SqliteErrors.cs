using Batchline.Engine.Record;
using Microsoft.Data.Sqlite;

namespace Batchline.Stores.Sqlite;

/// <summary>Tells a database that cannot answer now from a statement that is wrong.</summary>
internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Io = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Protocol = 15;

    public static bool IsUnavailable(SqliteException exception) =>
        exception.SqliteErrorCode is Busy or Locked or ReadOnly or Io or Full or CannotOpen or Protocol;

    /// <summary>What a caller of the store sees.</summary>
    public static Exception Translate(Exception exception) => exception is SqliteException sqlite && IsUnavailable(sqlite)
        ? new StoreUnavailableException($"The database did not answer: {sqlite.Message}", sqlite)
        : exception;
}
