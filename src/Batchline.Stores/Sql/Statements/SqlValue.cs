using System.Text.Json;

namespace Batchline.Stores.Sql.Statements;

/// <summary>A value of a statement, in the form in which it is stored. As a struct, it allocates nothing.</summary>
internal readonly struct SqlValue
{
    private SqlValue(Kind type, bool isNull, long number = 0, string? text = null) => (Type, IsNull, Number, Text) = (type, isNull, number, text);

    public enum Kind
    {
        Text,
        Number,
        Real,
        Flag,
    }

    /// <summary>Also of a null: servers want to know.</summary>
    public Kind Type { get; }

    public bool IsNull { get; }

    /// <summary>The number; the bits of a real one; 0 or 1 of a flag.</summary>
    public long Number { get; }

    public double Real => BitConverter.Int64BitsToDouble(Number);

    public string? Text { get; }

    public static implicit operator SqlValue(string? text) => new(Kind.Text, text is null, text: text);

    public static implicit operator SqlValue(long? number) => new(Kind.Number, number is null, number ?? 0);

    public static implicit operator SqlValue(double? number) => new(Kind.Real, number is null, BitConverter.DoubleToInt64Bits(number ?? 0));

    public static implicit operator SqlValue(bool flag) => new(Kind.Flag, isNull: false, flag ? 1 : 0);

    /// <summary>In whole milliseconds since 1970.</summary>
    public static implicit operator SqlValue(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    /// <summary>In whole milliseconds.</summary>
    public static implicit operator SqlValue(TimeSpan? duration) => (long?)duration?.TotalMilliseconds;

    /// <summary>A list as it is stored.</summary>
    public static string Of(IEnumerable<string> list) =>
        list.TryGetNonEnumeratedCount(out var count) && count == 0 ? "[]" : JsonSerializer.Serialize(list);
}
