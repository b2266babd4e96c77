using System.Globalization;

namespace Batchline.Settings.Reading;

/// <summary>Turns the text of one setting into its value. Units are in the type, so a bare number is no duration.</summary>
internal static class SettingValue
{
    /// <returns>What was expected instead; null when <paramref name="value"/> is set.</returns>
    public static string? Parse(string text, Type type, out object? value)
    {
        var kind = Nullable.GetUnderlyingType(type) ?? type;
        if (kind.IsEnum)
            return ParseName(text, kind, out value);
        value = kind switch
        {
            _ when kind == typeof(string) => text,
            _ when kind == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            _ when kind == typeof(bool) => bool.TryParse(text, out var flag) ? flag : null,
            _ when kind == typeof(TimeSpan) => ParseDuration(text),
            _ when kind == typeof(DateOnly) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null,
            _ when kind == typeof(Uri) => Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null,
            _ => throw new NotSupportedException($"No setting has the type {kind.Name} yet."),
        };
        return value is null ? Expected(kind) : null;
    }

    private static string? ParseName(string text, Type kind, out object? value)
    {
        var names = Enum.GetNames(kind);
        var name = names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        value = name is null ? null : Enum.Parse(kind, name);
        return name is null ? $"one of {string.Join(", ", names)}" : null;
    }

    private static TimeSpan? ParseDuration(string text) =>
        text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration)
            ? duration
            : null;

    private static string Expected(Type kind) => kind switch
    {
        _ when kind == typeof(int) => "a whole number",
        _ when kind == typeof(bool) => "true or false",
        _ when kind == typeof(TimeSpan) => "a duration (hh:mm:ss or d.hh:mm:ss)",
        _ when kind == typeof(DateOnly) => "a day (yyyy-MM-dd)",
        _ => "an absolute URL",
    };
}
