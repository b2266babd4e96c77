using Batchline.Stores.Sql.Statements;
using SQLitePCL;

namespace Batchline.Stores.Sqlite.Statements;

internal sealed class SqliteRow(sqlite3_stmt statement) : SqlRow
{
    protected override bool IsNullAt(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    protected override string TextAt(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    protected override long NumberAt(int column) => raw.sqlite3_column_int64(statement, column);

    protected override double RealAt(int column) => raw.sqlite3_column_double(statement, column);

    protected override bool FlagAt(int column) => NumberAt(column) != 0;
}
