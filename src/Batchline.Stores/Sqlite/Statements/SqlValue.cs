using System.Text.Json;

namespace Batchline.Stores.Sqlite.Statements;

/// <summary>A value of a statement, in the form in which it is stored. As a struct, it allocates nothing.</summary>
internal readonly struct SqlValue
{
    private SqlValue(Kind type, long number = 0, string? text = null) => (Type, Number, Text) = (type, number, text);

    public enum Kind
    {
        Null,
        Number,
        Real,
        Text,
    }

    public Kind Type { get; }

    /// <summary>The number; the bits of a real one.</summary>
    public long Number { get; }

    public string? Text { get; }

    public static implicit operator SqlValue(string? text) => text is null ? default : new(Kind.Text, text: text);

    public static implicit operator SqlValue(long? number) => number is { } value ? new(Kind.Number, value) : default;

    public static implicit operator SqlValue(double? number) =>
        number is { } value ? new(Kind.Real, BitConverter.DoubleToInt64Bits(value)) : default;

    public static implicit operator SqlValue(bool flag) => new(Kind.Number, flag ? 1 : 0);

    /// <summary>In whole milliseconds since 1970.</summary>
    public static implicit operator SqlValue(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    /// <summary>In whole milliseconds.</summary>
    public static implicit operator SqlValue(TimeSpan? duration) => (long?)duration?.TotalMilliseconds;

    public static string Of(IEnumerable<string> list) =>
        list.TryGetNonEnumeratedCount(out var count) && count == 0 ? "[]" : JsonSerializer.Serialize(list);
}
