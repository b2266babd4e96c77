using System.Runtime.InteropServices;
using Batchline.Engine.Failures;
using Batchline.Stores.Sql.Statements;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Batchline.Stores.Sqlite.Statements;

/// <summary>
/// One connection with its prepared statements. Values are given in the order in which their names first occur in the
/// statement. It bypasses ADO.NET, which costs about as much as SQLite itself for statements as small as these.
/// </summary>
internal sealed class SqlSession(SqliteConnection connection) : IDisposable
{
    internal const string PutItBack = "Stop the program, put the file back or restore a backup, and start it again";

    /// <summary>Steps of SQLite's virtual machine between two checks of the token: a few hundred rows, far below a millisecond.</summary>
    private const int StepsBetweenChecks = 1000;

    /// <summary>The operation SQLITE_FCNTL_HAS_MOVED.</summary>
    private const int HasMoved = 20;

    private readonly Dictionary<string, sqlite3_stmt> _statements = new(StringComparer.Ordinal);
    private CancellationToken _stop;
    private string[]? _files;

    public SqliteConnection Connection => connection;

    public bool IsInTransaction => raw.sqlite3_get_autocommit(Database) == 0;

    /// <summary>How many rows this connection has changed so far.</summary>
    public long Changes => raw.sqlite3_total_changes(Database);

    private sqlite3 Database => connection.Handle ?? throw new InvalidOperationException("The connection is closed.");

    /// <summary>From now on, statements end when the token is cancelled.</summary>
    public void StopWith(CancellationToken token)
    {
        // SQLite asks while a statement runs. sqlite3_interrupt, called from another thread, might hit the next statement.
        if (token.CanBeCanceled != _stop.CanBeCanceled)
            raw.sqlite3_progress_handler(Database, StepsBetweenChecks, token.CanBeCanceled ? IsToStop : null, this);
        _stop = token;
    }

    /// <returns>How many rows changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<SqlValue> values)
    {
        var statement = Bind(sql, values);
        try
        {
            while (Step(statement))
            {
            }

            return raw.sqlite3_changes(Database);
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public List<T> Query<T>(string sql, Func<SqlRow, T> read, params ReadOnlySpan<SqlValue> values)
    {
        var statement = Bind(sql, values);
        try
        {
            var row = new Row(statement);
            var rows = new List<T>();
            for (; Step(statement); row.Begin())
            {
                _stop.ThrowIfCancellationRequested();
                rows.Add(read(row));
            }

            return rows;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public T? First<T>(string sql, Func<SqlRow, T> read, params ReadOnlySpan<SqlValue> values)
    {
        var statement = Bind(sql, values);
        try
        {
            return Step(statement) ? read(new Row(statement)) : default;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    /// <summary>Whether the schema has a table or view of this name and, if one is given, this column in it.</summary>
    public bool Has(string table, string? column = null) => column is null
        ? First("SELECT 1 FROM sqlite_schema WHERE name = @table", row => row.Flag(), table)
        : First("SELECT 1 FROM pragma_table_info(@table) WHERE name = @column", row => row.Flag(), table, column);

    /// <summary>
    /// Checks that the files this connection opened are still the ones under their names. A file that was deleted or replaced
    /// takes writes as before, and all of them are lost when the program ends.
    /// </summary>
    /// <exception cref="StoreRefusedException">A file is gone.</exception>
    public void EnsureInPlace()
    {
        _files ??= PathOf() is { Length: > 0 } path ? [path, path + "-wal", path + "-shm"] : [];
        if (_files.Length > 0 && FindGone(_files) is { } gone)
            throw new StoreRefusedException(Gone(Path.GetFileName(gone)), PutItBack);
    }

    internal static string Gone(string file) => $"its file {file} was deleted or replaced while the program ran";

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        connection.Dispose();
    }

    private string? FindGone(ReadOnlySpan<string> files)
    {
        // On Windows, SQLite does not support this question, and nobody can delete a file that is open.
        if (FileControl(connection.Handle, 0, HasMoved, out var moved) == raw.SQLITE_OK && moved != 0)
            return files[0];

        // SQLite writes to the log and its index as well, and other processes that find none make their own.
        foreach (var companion in files[1..])
        {
            if (!File.Exists(companion))
                return companion;
        }

        return null;
    }

    /// <summary>Empty for a database in memory.</summary>
    private string PathOf() => connection.Handle is { } open ? raw.sqlite3_db_filename(open, "main").utf8_to_string() ?? "" : "";

    private bool Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        Check(result);
        return result == raw.SQLITE_ROW;
    }

    private sqlite3_stmt Bind(string sql, ReadOnlySpan<SqlValue> values)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements[sql] = statement = Prepare(sql);
        if (raw.sqlite3_bind_parameter_count(statement) != values.Length)
            throw new ArgumentException($"{values.Length} values for other names: {sql}", nameof(values));
        for (var index = 0; index < values.Length; index++)
            Check(Bind(statement, index + 1, values[index]));
        return statement;
    }

    private static int Bind(sqlite3_stmt statement, int index, SqlValue value) => value switch
    {
        { IsNull: true } => raw.sqlite3_bind_null(statement, index),
        { Type: SqlValue.Kind.Text } => raw.sqlite3_bind_text(statement, index, value.Text),
        { Type: SqlValue.Kind.Real } => raw.sqlite3_bind_double(statement, index, value.Real),
        _ => raw.sqlite3_bind_int64(statement, index, value.Number),
    };

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(Database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        return statement;
    }

    private void Check(int result)
    {
        if (result == raw.SQLITE_INTERRUPT)
            throw new OperationCanceledException(_stop);
        SqliteException.ThrowExceptionForRC(result, Database);
    }

    private static int IsToStop(object session) => ((SqlSession)session)._stop.IsCancellationRequested ? 1 : 0;

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CallingConvention = CallingConvention.Cdecl)]
    private static extern int FileControl(sqlite3? database, nint name, int operation, out int answer);

    private sealed class Row(sqlite3_stmt statement) : SqlRow
    {
        protected override bool IsNullAt(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

        protected override string TextAt(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

        protected override long NumberAt(int column) => raw.sqlite3_column_int64(statement, column);

        protected override double RealAt(int column) => raw.sqlite3_column_double(statement, column);

        protected override bool FlagAt(int column) => NumberAt(column) != 0;
    }
}
