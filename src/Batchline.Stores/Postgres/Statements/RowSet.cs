using Npgsql;
using NpgsqlTypes;

namespace Batchline.Stores.Postgres.Statements;

/// <summary>
/// Many rows as the parameters of one statement: each column is an array, and <see cref="Unnest"/> makes a table of them. The names of
/// the parameters are those of the columns.
/// </summary>
internal sealed class RowSet<T>
{
    private readonly List<(string Name, string Type, Func<IReadOnlyList<T>, NpgsqlParameter> Make)> _columns = [];

    public IEnumerable<string> Names => _columns.Select(column => column.Name);

    /// <summary>The table <c>w</c>.</summary>
    public string Unnest =>
        $"unnest({string.Join(", ", _columns.Select(column => $"@{column.Name}::{column.Type}[]"))}) AS w ({string.Join(", ", Names)})";

    public RowSet<T> Text(string name, Func<T, string?> read) =>
        Add(name, "text", rows => Parameters.Of([.. rows.Select(row => PlainText.Of(read(row)))], NpgsqlDbType.Text));

    /// <summary>A record as it came.</summary>
    public RowSet<T> Json(string name, Func<T, string?> read) =>
        Add(name, "text", rows => Parameters.Of([.. rows.Select(row => PlainText.Json(read(row)))], NpgsqlDbType.Text));

    public RowSet<T> Number(string name, Func<T, long?> read) =>
        Add(name, "bigint", rows => Parameters.Of([.. rows.Select(read)], NpgsqlDbType.Bigint));

    public RowSet<T> Real(string name, Func<T, double> read) =>
        Add(name, "double precision", rows => Parameters.Of([.. rows.Select(read)], NpgsqlDbType.Double));

    public RowSet<T> Flag(string name, Func<T, bool> read) =>
        Add(name, "boolean", rows => Parameters.Of([.. rows.Select(read)], NpgsqlDbType.Boolean));

    /// <summary>A time in milliseconds.</summary>
    public RowSet<T> Time(string name, Func<T, DateTimeOffset?> read) => Number(name, row => read(row)?.ToUnixTimeMilliseconds());

    /// <summary>Each of the columns that several tables share.</summary>
    public RowSet<T> Each<TColumn>(IEnumerable<TColumn> columns, Func<RowSet<T>, TColumn, RowSet<T>> add) => columns.Aggregate(this, add);

    public IReadOnlyList<NpgsqlParameter> Of(IReadOnlyList<T> rows) => [.. _columns.Select(column => column.Make(rows))];

    private RowSet<T> Add(string name, string type, Func<IReadOnlyList<T>, NpgsqlParameter> make)
    {
        _columns.Add((name, type, make));
        return this;
    }
}
