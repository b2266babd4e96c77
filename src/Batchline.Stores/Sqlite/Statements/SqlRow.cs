using System.Text.Json;
using Batchline.Engine.Failures;
using SQLitePCL;

namespace Batchline.Stores.Sqlite.Statements;

/// <summary>Reads the columns of a row one after another, in the order of the statement.</summary>
internal sealed class SqlRow(sqlite3_stmt statement)
{
    private int _column;

    public void Begin() => _column = 0;

    public string Text() => TextOrNull() ?? throw new InvalidOperationException($"Column {_column - 1} is null.");

    public string? TextOrNull()
    {
        var column = _column++;
        return IsNull(column) ? null : raw.sqlite3_column_text(statement, column).utf8_to_string();
    }

    public long Long() => LongOrNull() ?? throw new InvalidOperationException($"Column {_column - 1} is null.");

    public long? LongOrNull()
    {
        var column = _column++;
        return IsNull(column) ? null : raw.sqlite3_column_int64(statement, column);
    }

    public int Int() => checked((int)Long());

    public int? IntOrNull() => checked((int?)LongOrNull());

    public double? DoubleOrNull()
    {
        var column = _column++;
        return IsNull(column) ? null : raw.sqlite3_column_double(statement, column);
    }

    public bool Flag() => Long() != 0;

    public DateTimeOffset Time() => DateTimeOffset.FromUnixTimeMilliseconds(Long());

    public DateTimeOffset? TimeOrNull() => LongOrNull() is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;

    public TimeSpan? DurationOrNull() => LongOrNull() is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    public T Enum<T>()
        where T : struct, Enum => StoredEnum.Parse<T>(Text());

    public IReadOnlyList<string> List() => ReadList(Text());

    private bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public IReadOnlyList<string>? ListOrNull() => TextOrNull() is { } json ? ReadList(json) : null;

    private static string[] ReadList(string json) =>
        json == "[]" ? [] : JsonSerializer.Deserialize<string[]>(json) ?? [];
}
