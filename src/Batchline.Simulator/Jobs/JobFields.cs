using System.Globalization;
using System.Text.Json;
using Batchline.Simulator.Chance;

namespace Batchline.Simulator.Jobs;

/// <summary>Small shapes that job records share.</summary>
internal static class JobFields
{
    public static void Time(this Utf8JsonWriter json, string name, DateTime? time)
    {
        Span<char> text = stackalloc char[19];
        if (time is { } at && at.TryFormat(text, out var length, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))
            json.WriteString(name, text[..length]);
        else
            json.WriteString(name, "");
    }

    /// <summary>A sum in cents as Workiz writes it: 4995 or 4995.5.</summary>
    public static void Money(this Utf8JsonWriter json, string name, long cents)
    {
        if (cents % 100 == 0)
            json.WriteNumber(name, cents / 100);
        else
            json.WriteNumber(name, cents / 100.0);
    }

    public static string Phone(ref Dice dice) =>
        string.Create(CultureInfo.InvariantCulture, $"({dice.Below(800) + 200}) 555-{dice.Below(10_000):D4}");
}
