using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>
/// Numbers of JSON as BSON. Whole numbers become int32, int64, or decimal. Others become double, or decimal if a double has too few
/// digits or too small a range. What none of them can hold exactly stays text, as it was written.
/// </summary>
internal static class JobNumbers
{
    /// <summary>The most digits that programs write for a double.</summary>
    private const int DoubleDigits = 17;

    /// <summary>Enough for every digit of every double.</summary>
    private const string AllDigits = "E766";

    public static BsonValue Read(JsonElement number)
    {
        var raw = JsonMarshal.GetRawUtf8Value(number);
        if (number.TryGetInt64(out var whole) && (whole != 0 || raw[0] != '-'))
            return whole is >= int.MinValue and <= int.MaxValue ? new BsonInt32((int)whole) : new BsonInt64(whole);

        // The usual case, without allocating: a sign or a point, and at most that many digits.
        if (raw.Length <= DoubleDigits + 1 && raw.IndexOfAny((byte)'e', (byte)'E') < 0)
            return Double(number.GetDouble());
        return Long(number.GetRawText());
    }

    /// <summary>Whether it holds a number that may be read back in another spelling: a decimal (1e400 as 1E+400), or -0, whose sign the driver drops.</summary>
    public static bool IsSpelledAnew(BsonValue value) => value switch
    {
        BsonDecimal128 => true,
        BsonDouble { Value: 0 } zero => double.IsNegative(zero.Value),
        BsonDocument document => document.Values.Any(IsSpelledAnew),
        BsonArray array => array.Any(IsSpelledAnew),
        _ => false,
    };

    private static BsonValue Long(string text)
    {
        if (Digits(text) is not { } digits)
            return text;
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        var fits = double.IsFinite(value) && (value != 0 || digits.Significant.Length == 0);
        if (fits && digits.Significant.Length <= DoubleDigits && text.AsSpan().IndexOfAny('.', 'e', 'E') >= 0)
            return Double(value);
        if (Decimal128.TryParse(text, out var exact))
            return new BsonDecimal128(exact);
        return fits && Digits(value.ToString(AllDigits, CultureInfo.InvariantCulture)) == digits ? Double(value) : text;
    }

    // Not by conversion, which returns the same zero for both signs.
    private static BsonDouble Double(double value) => new(value);

    /// <summary>The digits without zeros around them, and the power of ten of the last one. Null if the exponent exceeds every type.</summary>
    private static (string Significant, int Exponent)? Digits(string text)
    {
        var end = text.AsSpan().IndexOfAny('e', 'E') is >= 0 and var index ? index : text.Length;
        var exponent = 0;
        if (end < text.Length && (!int.TryParse(text.AsSpan(end + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            || exponent is < -100_000 or > 100_000))
            return null;
        var mantissa = text[..end].TrimStart('-');
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = all.TrimEnd('0');
        return (significant.TrimStart('0'), exponent + all.Length - significant.Length - (point < 0 ? 0 : all.Length - point));
    }
}
