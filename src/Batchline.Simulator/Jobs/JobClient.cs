using System.Text.Json;
using Batchline.Simulator.Chance;

namespace Batchline.Simulator.Jobs;

/// <summary>The customer's part of a job record.</summary>
internal static class JobClient
{
    public static void Write(Utf8JsonWriter json, ref Dice dice, int account, int index)
    {
        var client = index % 97;
        var place = dice.Below(Words.Cities.Length);
        json.WriteNumber("ClientId", 1_000 + account * 100 + client);
        json.WriteString("Phone", JobFields.Phone(ref dice));
        if (dice.Below(3) == 0)
            json.WriteNull("SecondPhone");
        else
            json.WriteString("SecondPhone", dice.Below(2) == 0 ? "" : JobFields.Phone(ref dice));
        json.WriteString("Email", dice.Below(4) == 0 ? "" : $"client{client}@example.com");
        json.WriteString("FirstName", dice.Pick<string>(Words.FirstNames));
        json.WriteString("LastName", dice.Pick<string>(Words.LastNames));
        if (dice.Below(2) == 0)
            json.WriteNull("Company");
        else
            json.WriteString("Company", dice.Pick<string>(Words.Companies));
        json.WriteString("Address", $"{1 + dice.Below(9_900)} {dice.Pick<string>(Words.Streets)}");
        json.WriteString("City", Words.Cities[place]);
        json.WriteString("State", Words.States[place]);
        json.WriteString("PostalCode", $"{dice.Below(100_000):D5}");
        json.WriteString("Country", place == 3 ? "CA" : "US");
        if (dice.Below(3) == 0)
            json.WriteNumber("Unit", 1 + dice.Below(40));
        else
            json.WriteString("Unit", dice.Below(2) == 0 ? "" : $"{1 + dice.Below(20)}B");
        json.WriteNumber("Latitude", 25 + dice.Below(2_400_000) / 100_000.0);
        json.WriteNumber("Longitude", -125 + dice.Below(5_500_000) / 100_000.0);
    }
}
