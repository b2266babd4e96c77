using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Batchline.Stores.Sqlite;

/// <summary>Reads the columns of a row one after another, in the order of the statement.</summary>
internal sealed class SqlRow(SqliteDataReader reader)
{
    private int _column;

    public bool Next()
    {
        _column = 0;
        return reader.Read();
    }

    public string Text() => reader.GetString(_column++);

    public string? TextOrNull() => reader.IsDBNull(_column++) ? null : reader.GetString(_column - 1);

    public long Long() => reader.GetInt64(_column++);

    public long? LongOrNull() => reader.IsDBNull(_column++) ? null : reader.GetInt64(_column - 1);

    public int Int() => reader.GetInt32(_column++);

    public int? IntOrNull() => reader.IsDBNull(_column++) ? null : reader.GetInt32(_column - 1);

    public double? DoubleOrNull() => reader.IsDBNull(_column++) ? null : reader.GetDouble(_column - 1);

    public bool Flag() => Long() != 0;

    public DateTimeOffset Time() => UnixTime.At(Long());

    public DateTimeOffset? TimeOrNull() => LongOrNull() is { } time ? UnixTime.At(time) : null;

    public TimeSpan? DurationOrNull() => LongOrNull() is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    public T Enum<T>()
        where T : struct, Enum => EnumText.Parse<T>(Text());

    public IReadOnlyList<string> List() => ReadList(Text());

    private static string[] ReadList(string json) =>
        json == "[]" ? [] : JsonSerializer.Deserialize<string[]>(json) ?? [];
}
