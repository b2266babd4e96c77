using Batchline.Stores.Sql.Statements;
using Npgsql;

namespace Batchline.Stores.Postgres.Statements;

/// <summary>A statement with its values.</summary>
/// <param name="Sql">As <see cref="PostgresText"/> reads it.</param>
/// <param name="Parameters">In the order in which their names first occur.</param>
internal sealed record Statement(string Sql, IReadOnlyList<NpgsqlParameter> Parameters)
{
    public static Statement Of(string sql, params ReadOnlySpan<SqlValue> values)
    {
        var parameters = new NpgsqlParameter[values.Length];
        for (var index = 0; index < values.Length; index++)
            parameters[index] = Statements.Parameters.Of(values[index]);
        return new Statement(sql, parameters);
    }
}
