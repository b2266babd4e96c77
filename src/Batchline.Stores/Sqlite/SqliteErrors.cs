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

    /// <summary>Why a write was refused that will be refused again until somebody does something; null: for another reason.</summary>
    public static (string Because, string Do)? Refusal(Exception exception) => (exception as SqliteException)?.SqliteErrorCode switch
    {
        Full => ("its disk is full", "Free space on the disk of the data directory"),
        ReadOnly => ("its file is read-only", "Make the data directory writable for this program"),
        Io => ("its disk reports errors", "Look at the disk of the data directory and at the system's log"),
        _ => null,
    };

    /// <summary>What a caller of the store sees.</summary>
    public static Exception Translate(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: Full or ReadOnly } sqlite when Refusal(sqlite) is var (because, todo) =>
            new StoreUnavailableException($"The database does not accept writes: {because}. {todo}.", sqlite),
        SqliteException sqlite when IsUnavailable(sqlite) => new StoreUnavailableException($"The database did not answer: {sqlite.Message}", sqlite),
        _ => exception,
    };
}
