using System.Text.Json;
using Batchline.Simulator.Chance;

namespace Batchline.Simulator.Jobs;

internal static class JobLineItems
{
    /// <summary>Writes the rows and gives their sum in cents.</summary>
    public static long Write(Utf8JsonWriter json, ref Dice dice, int account, int index, int priceEdits)
    {
        var sum = 0L;
        json.WriteStartArray("LineItems");
        var rows = dice.Below(5);
        for (var row = 0; row < rows; row++)
        {
            var quantity = 1 + dice.Below(4);
            var cents = 2_500L + 50 * dice.Below(9_000);
            sum += quantity * cents;
            json.WriteStartObject();
            json.WriteNumber("Id", ((long)account * 131_072 + index) * 10 + row);
            json.WriteNumber("Quantity", quantity);
            json.Money("Price", cents);
            json.Money("Cost", cents / 2);
            json.WriteBoolean("Taxable", dice.Below(2) == 0);
            json.WriteBoolean("InventorySync", dice.Below(4) == 0);
            json.WriteString("Name", dice.Pick<string>(Words.Items));
            json.WriteString("Description", dice.Pick<string>(Words.Notes));
            json.WriteString("BrandName", dice.Pick<string>(Words.Brands));
            json.WriteString("Type", dice.Below(2) == 0 ? "service" : "product");
            if (dice.Below(3) == 0)
                json.WriteNull("ModelNum");
            else
                json.WriteString("ModelNum", $"MX-{dice.Below(900) + 100}");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        return sum + 9_950 + 1_250L * priceEdits;
    }
}
