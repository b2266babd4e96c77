using System.Text.Json;
using Batchline.Simulator.Chance;

namespace Batchline.Simulator.Jobs;

/// <summary>Custom fields: extra top-level keys of any scalar type, with names that trip stores and parsers.</summary>
internal static class JobCustomFields
{
    public static void Write(Utf8JsonWriter json, Dice dice)
    {
        if (dice.Below(2) == 0)
            json.WriteString("Gate code", $"{dice.Below(10_000):D4}#");
        if (dice.Below(2) == 0)
            json.WriteNumber("Rating", dice.Below(6));
        if (dice.Below(3) == 0)
            json.WriteBoolean("Has pets", dice.Below(2) == 0);
        if (dice.Below(3) == 0)
            json.WriteNumber("Fläche (m²)", dice.Below(4_000) / 8.0);
        if (dice.Below(3) == 0)
            json.WriteString("顧客メモ", "鍵は管理人室 🔑");
        if (dice.Below(4) == 0)
            json.WriteString("warranty.until", $"203{dice.Below(10)}-01-31");
        if (dice.Below(4) == 0)
            json.WriteNumber("$margin", dice.Below(1_000) / 4.0);
        if (dice.Below(6) == 0)
            json.WriteString("$set.price..", "literal");
        if (dice.Below(6) == 0)
            json.WriteNull("Permit #");
        if (dice.Below(6) == 0)
        {
            // Names are case-sensitive, and the number is one that a double cannot hold.
            json.WriteNumber("meter", 9_007_199_254_740_993);
            json.WriteString("Meter", "9007199254740993");
        }
    }
}
