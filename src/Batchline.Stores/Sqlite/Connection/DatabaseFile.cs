using System.Runtime.InteropServices;
using Batchline.Engine.Failures;
using Batchline.Stores.Sqlite.Statements;
using SQLitePCL;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>
/// Whether the files that a connection opened are still those under their names. A file that was deleted or replaced takes
/// writes as before, and all of them are lost when the program ends.
/// </summary>
internal sealed class DatabaseFile(SqlSession session)
{
    public const string PutItBack = "Stop the program, put the file back or restore a backup, and start it again";

    private const int HasMoved = 20;

    /// <summary>Empty: the database is in memory.</summary>
    private readonly string _path = PathOf(session);

    /// <summary>SQLite writes to these as well, and other processes that find none make their own.</summary>
    private readonly string[] _companions = [PathOf(session) + "-wal", PathOf(session) + "-shm"];

    /// <exception cref="StoreRefusedException">A file is gone.</exception>
    public void EnsureInPlace()
    {
        if (FindGone() is { } path)
            throw new StoreRefusedException(Gone(Path.GetFileName(path)), PutItBack);
    }

    public static string Gone(string file) => $"its file {file} was deleted or replaced while the program ran";

    private string? FindGone()
    {
        if (_path.Length == 0)
            return null;

        // On Windows SQLite does not know this question, and nobody can delete a file that is open.
        var answer = FileControl(session.Connection.Handle, 0, HasMoved, out var moved);
        if (answer == raw.SQLITE_OK && moved != 0)
            return _path;
        return Array.Find(_companions, path => !File.Exists(path));
    }

    private static string PathOf(SqlSession session) => raw.sqlite3_db_filename(session.Connection.Handle, "main").utf8_to_string() ?? "";

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CallingConvention = CallingConvention.Cdecl)]
    private static extern int FileControl(sqlite3? database, nint name, int operation, out int answer);
}
