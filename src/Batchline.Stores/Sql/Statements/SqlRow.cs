using System.Text.Json;
using Batchline.Engine.Failures;

namespace Batchline.Stores.Sql.Statements;

/// <summary>Reads the columns of a row one after another, in the order of the statement.</summary>
internal abstract class SqlRow
{
    private int _column;

    public void Begin() => _column = 0;

    public string Text() => TextOrNull() ?? throw IsNull();

    public string? TextOrNull() => Next() is { } column ? TextAt(column) : null;

    /// <summary>A record as it came.</summary>
    public string Json() => JsonOrNull() ?? throw IsNull();

    public string? JsonOrNull() => Next() is { } column ? JsonAt(column) : null;

    public long Long() => LongOrNull() ?? throw IsNull();

    public long? LongOrNull() => Next() is { } column ? NumberAt(column) : null;

    public int Int() => checked((int)Long());

    public int? IntOrNull() => checked((int?)LongOrNull());

    public double? DoubleOrNull() => Next() is { } column ? RealAt(column) : null;

    public bool Flag() => Next() is { } column ? FlagAt(column) : throw IsNull();

    public DateTimeOffset Time() => DateTimeOffset.FromUnixTimeMilliseconds(Long());

    public DateTimeOffset? TimeOrNull() => LongOrNull() is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;

    public TimeSpan? DurationOrNull() => LongOrNull() is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    public T Enum<T>()
        where T : struct, Enum => StoredEnum.Parse<T>(Text());

    public IReadOnlyList<string> List() => ReadList(Text());

    public IReadOnlyList<string>? ListOrNull() => TextOrNull() is { } json ? ReadList(json) : null;

    protected abstract bool IsNullAt(int column);

    protected abstract string TextAt(int column);

    protected virtual string JsonAt(int column) => TextAt(column);

    protected abstract long NumberAt(int column);

    protected abstract double RealAt(int column);

    protected abstract bool FlagAt(int column);

    /// <summary>Null: the column is.</summary>
    private int? Next()
    {
        var column = _column++;
        return IsNullAt(column) ? null : column;
    }

    private InvalidOperationException IsNull() => new($"Column {_column - 1} is null.");

    private static string[] ReadList(string json) =>
        json == "[]" ? [] : JsonSerializer.Deserialize<string[]>(json) ?? [];
}
