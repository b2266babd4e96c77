using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Batchline.Stores.Sqlite.Statements;

/// <summary>
/// One connection with its prepared statements. Values are given in the order in which their names first stand in
/// the statement. It speaks to SQLite below ADO.NET: that costs about as much as SQLite itself on statements as small as these.
/// </summary>
internal sealed class SqlSession(SqliteConnection connection) : IDisposable
{
    /// <summary>Steps of SQLite's machine between two looks at the token: some hundred rows, far below a millisecond.</summary>
    private const int StepsBetweenLooks = 1000;

    private readonly Dictionary<string, sqlite3_stmt> _statements = new(StringComparer.Ordinal);
    private CancellationToken _stop;

    public SqliteConnection Connection => connection;

    public bool IsInTransaction => raw.sqlite3_get_autocommit(Database) == 0;

    private sqlite3 Database => connection.Handle ?? throw new InvalidOperationException("The connection is closed.");

    /// <summary>
    /// From now on statements end when the token is cancelled. SQLite asks while a statement runs; sqlite3_interrupt, called
    /// from another thread, might hit the next one.
    /// </summary>
    public void StopWith(CancellationToken token)
    {
        if (token.CanBeCanceled != _stop.CanBeCanceled)
            raw.sqlite3_progress_handler(Database, StepsBetweenLooks, token.CanBeCanceled ? IsToStop : null, this);
        _stop = token;
    }

    /// <summary>Answers how many rows changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
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

    public List<T> Query<T>(string sql, Func<SqlRow, T> read, params ReadOnlySpan<object?> values)
    {
        var statement = Bind(sql, values);
        try
        {
            var row = new SqlRow(statement);
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

    public T? First<T>(string sql, Func<SqlRow, T> read, params ReadOnlySpan<object?> values)
    {
        var statement = Bind(sql, values);
        try
        {
            return Step(statement) ? read(new SqlRow(statement)) : default;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    /// <summary>Whether the schema has a table or view of that name and, where one is asked for, that column in it.</summary>
    public bool Has(string table, string? column = null) => column is null
        ? First("SELECT 1 FROM sqlite_schema WHERE name = @table", row => row.Flag(), table)
        : First("SELECT 1 FROM pragma_table_info(@table) WHERE name = @column", row => row.Flag(), table, column);

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        connection.Dispose();
    }

    private bool Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        Check(result);
        return result == raw.SQLITE_ROW;
    }

    private sqlite3_stmt Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements[sql] = statement = Prepare(sql);
        if (raw.sqlite3_bind_parameter_count(statement) != values.Length)
            throw new ArgumentException($"{values.Length} values for other names: {sql}", nameof(values));
        for (var index = 0; index < values.Length; index++)
            Check(Bind(statement, index + 1, values[index]));
        return statement;
    }

    private static int Bind(sqlite3_stmt statement, int index, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, index),
        string text => raw.sqlite3_bind_text(statement, index, text),
        long number => raw.sqlite3_bind_int64(statement, index, number),
        int number => raw.sqlite3_bind_int64(statement, index, number),
        bool flag => raw.sqlite3_bind_int64(statement, index, flag ? 1 : 0),
        double number => raw.sqlite3_bind_double(statement, index, number),
        _ => throw new ArgumentException($"A {value.GetType()} is not stored", nameof(value)),
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
}
