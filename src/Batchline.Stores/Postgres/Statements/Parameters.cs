using Batchline.Stores.Sql.Statements;
using Npgsql;
using NpgsqlTypes;

namespace Batchline.Stores.Postgres.Statements;

/// <summary>Values as Npgsql takes them. A null has the type of its column too; otherwise, a statement would be prepared once more for it.</summary>
internal static class Parameters
{
    public static NpgsqlParameter Of(SqlValue value) => value switch
    {
        { Type: SqlValue.Kind.Text, Text: { } text } => new NpgsqlParameter<string> { TypedValue = PlainText.Of(text), NpgsqlDbType = NpgsqlDbType.Text },
        { IsNull: true } or { Type: SqlValue.Kind.Text } => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = TypeOf(value.Type) },
        { Type: SqlValue.Kind.Real } => new NpgsqlParameter<double> { TypedValue = value.Real, NpgsqlDbType = NpgsqlDbType.Double },
        { Type: SqlValue.Kind.Flag } => new NpgsqlParameter<bool> { TypedValue = value.Number != 0, NpgsqlDbType = NpgsqlDbType.Boolean },
        _ => new NpgsqlParameter<long> { TypedValue = value.Number, NpgsqlDbType = NpgsqlDbType.Bigint },
    };

    /// <summary>An array with one value for each row.</summary>
    public static NpgsqlParameter Of<T>(T[] values, NpgsqlDbType type) =>
        new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };

    public static NpgsqlParameter Texts(IEnumerable<string> texts) => Of<string?>([.. texts.Select(PlainText.Of)], NpgsqlDbType.Text);

    private static NpgsqlDbType TypeOf(SqlValue.Kind kind) => kind switch
    {
        SqlValue.Kind.Number => NpgsqlDbType.Bigint,
        SqlValue.Kind.Real => NpgsqlDbType.Double,
        SqlValue.Kind.Flag => NpgsqlDbType.Boolean,
        _ => NpgsqlDbType.Text,
    };
}
