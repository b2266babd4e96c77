using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Batchline.Stores.Sqlite;

/// <summary>
/// One connection with its prepared statements. Values are given in the order in which their names first stand in
/// the statement.
/// </summary>
internal sealed partial class SqlSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public SqliteConnection Connection => connection;

    /// <summary>Answers how many rows changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    public List<T> Query<T>(string sql, Func<SqlRow, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Bind(sql, values).ExecuteReader();
        var row = new SqlRow(reader);
        var rows = new List<T>();
        while (row.Next())
            rows.Add(read(row));
        return rows;
    }

    public T? First<T>(string sql, Func<SqlRow, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Bind(sql, values).ExecuteReader();
        var row = new SqlRow(reader);
        return row.Next() ? read(row) : default;
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
            _commands[sql] = command = Prepare(sql);
        if (command.Parameters.Count != values.Length)
            throw new ArgumentException($"{values.Length} values for {command.Parameters.Count} names: {sql}", nameof(values));
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        return command;
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in ParameterName().Matches(sql).Select(match => match.Value).Distinct())
            command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        command.Prepare();
        return command;
    }

    [GeneratedRegex("@[A-Za-z]+")]
    private static partial Regex ParameterName();
}
