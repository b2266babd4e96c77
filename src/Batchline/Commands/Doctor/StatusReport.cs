using System.Text.Json;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Doctor;

/// <summary>What Workiz's status page says: a summary as Statuspage writes it. All texts are cleaned and cut.</summary>
/// <param name="Overall">Of all of Workiz: <c>none</c>, <c>minor</c>, <c>major</c> or <c>critical</c>.</param>
/// <param name="Api">Of the API; null: the page does not name it.</param>
/// <param name="Incidents">Those that are open.</param>
internal sealed record StatusReport(string Overall, string? Api, IReadOnlyList<string> Incidents)
{
    private const string NoTrouble = "none";
    private const string ApiName = "api.workiz.com";
    private const int MaxText = 120;
    private const int MaxIncidents = 3;

    /// <summary>The page knows of no trouble.</summary>
    public bool IsGood => Overall == NoTrouble && Api is null or "operational" && Incidents.Count == 0;

    /// <exception cref="JsonException">It is no JSON, or not of that shape.</exception>
    public static StatusReport Read(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        try
        {
            var root = document.RootElement;
            return new StatusReport(
                Text(root.GetProperty("status"), "indicator"),
                Of(root, "components").Where(component => Text(component, "name").Equals(ApiName, StringComparison.OrdinalIgnoreCase))
                    .Select(component => Text(component, "status")).FirstOrDefault(),
                [.. Of(root, "incidents").Select(incident => Text(incident, "name"))]);
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException)
        {
            throw new JsonException("It is not a Statuspage summary.", e);
        }
    }

    public string Sentence()
    {
        var api = Api is null ? $"says nothing about {ApiName}" : $"says that {ApiName} is {Words(Api)}";
        var open = Incidents.Count == 0 ? "no open incident" : $"open: {string.Join("; ", Incidents.Take(MaxIncidents))}{More}";
        return $"Workiz's status page {api}; overall status: {(Overall == NoTrouble ? "all systems operational" : Words(Overall))}; {open}.";
    }

    private string More => Incidents.Count > MaxIncidents ? $"; and {Incidents.Count - MaxIncidents} more" : "";

    private static string Words(string name) => name.Replace('_', ' ');

    private static JsonElement.ArrayEnumerator Of(JsonElement root, string list) => root.GetProperty(list).EnumerateArray();

    private static string Text(JsonElement of, string field)
    {
        var text = Cell.Clean(of.GetProperty(field).GetString()).Trim();
        if (text.Length <= MaxText)
            return text;
        var end = char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText;
        return text[..end] + "…";
    }
}
