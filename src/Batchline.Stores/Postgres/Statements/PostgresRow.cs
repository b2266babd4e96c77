using Batchline.Stores.Sql.Statements;
using Npgsql;

namespace Batchline.Stores.Postgres.Statements;

internal sealed class PostgresRow(NpgsqlDataReader reader) : SqlRow
{
    protected override bool IsNullAt(int column) => reader.IsDBNull(column);

    protected override string TextAt(int column) => PlainText.Read(reader.GetString(column));

    protected override string JsonAt(int column) => reader.GetString(column);

    protected override long NumberAt(int column) => reader.GetInt64(column);

    protected override double RealAt(int column) => reader.GetDouble(column);

    protected override bool FlagAt(int column) => reader.GetBoolean(column);
}
