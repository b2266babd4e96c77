using System.Text;

namespace Batchline.Stores.Sql.Statements;

/// <summary>A statement built from parts, each with the values for its names.</summary>
internal sealed class SqlText
{
    private readonly StringBuilder _sql = new();
    private readonly List<SqlValue> _values = [];

    public SqlText(string sql, params ReadOnlySpan<SqlValue> values) => Add(sql, values);

    public SqlText Add(string sql, params ReadOnlySpan<SqlValue> values)
    {
        _sql.Append(sql);
        _values.AddRange(values);
        return this;
    }

    public (string Sql, SqlValue[] Values) Build() => (_sql.ToString(), [.. _values]);
}
