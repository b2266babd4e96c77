using System.Text.Json;
using Batchline.Simulator.Chance;

namespace Batchline.Simulator.Jobs;

/// <summary>Crew, tags, comments and author of a job, and the crew of a whole account.</summary>
internal static class JobPeople
{
    private const int CrewSize = 6;

    public static void Write(Utf8JsonWriter json, ref Dice dice, int account, int crewEdits)
    {
        json.WriteString("CreatedBy", NameOf(account, dice.Below(CrewSize)));
        json.WriteStartArray("Tags");
        for (var left = dice.Below(4); left > 0; left--)
            json.WriteStringValue(dice.Pick<string>(Words.Tags));
        json.WriteEndArray();
        json.WriteStartArray("Team");
        var first = dice.Below(CrewSize);
        for (var left = 1 + (dice.Below(3) + crewEdits) % 4; left > 0; left--, first++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", IdOf(account, first % CrewSize));
            json.WriteString("Name", NameOf(account, first % CrewSize));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteComments(json, ref dice, account);
    }

    /// <summary>The rows of team/all.</summary>
    public static void WriteTeam(Utf8JsonWriter json, int account)
    {
        for (var member = 0; member < CrewSize; member++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", IdOf(account, member));
            json.WriteString("name", NameOf(account, member));
            json.WriteString("role", member == 0 ? "admin" : "tech");
            json.WriteString("email", $"tech{member}@account{account + 1}.example.com");
            json.WriteBoolean("active", true);
            json.WriteEndObject();
        }
    }

    private static void WriteComments(Utf8JsonWriter json, ref Dice dice, int account)
    {
        var form = dice.Below(3);
        if (form < 2)
        {
            json.WriteString("Comments", form == 0 ? "" : dice.Pick<string>(Words.Notes));
            return;
        }
        json.WriteStartArray("Comments");
        for (var left = dice.Below(3); left > 0; left--)
        {
            json.WriteStartObject();
            json.WriteString("user", NameOf(account, dice.Below(CrewSize)));
            json.WriteString("comment", dice.Pick<string>(Words.Notes));
            json.WriteNumber("ts", 1_700_000_000 + dice.Below(50_000_000));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static int IdOf(int account, int member) => 50_000 + account * 10 + member;

    private static string NameOf(int account, int member) =>
        $"{Words.FirstNames[(account + 2 * member) % Words.FirstNames.Length]} {Words.LastNames[(account + member) % Words.LastNames.Length]}";
}
