using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Batchline.BrowserTests.Hostile;

/// <summary>
/// Puts a harmful text into every text of the API's answers that is not a record, on their way to the page: names, errors,
/// reasons, notes. Which one stands where, the seed says.
/// </summary>
internal sealed class HostileAnswers(int seed)
{
    private static readonly HashSet<string> Texts =
        ["name", "error", "blockedReason", "waitingFor", "reason", "lastError", "detail", "title", "message", "keyHint", "timeZone", "secret"];

    private static readonly HashSet<string> ListsOfTexts = ["errors", "changedFields"];

    private readonly Random _random = new(seed);

    public Task PutIntoAsync(IPage page) => page.RouteAsync("**/api/**", async route =>
    {
        var response = await route.FetchAsync();
        var text = await response.TextAsync();
        var isStream = response.Headers.GetValueOrDefault("content-type", "").StartsWith("text/event-stream", StringComparison.Ordinal);
        await route.FulfillAsync(new() { Response = response, Body = isStream ? Events(text) : Answer(text) });
    });

    private string Events(string stream) => string.Join('\n', stream.Split('\n').Select(
        line => line.StartsWith("data: ", StringComparison.Ordinal) ? $"data: {Answer(line["data: ".Length..])}" : line));

    private string Answer(string json)
    {
        if (json.Length == 0 || JsonNode.Parse(json) is not { } answer)
            return json;
        Change(answer);
        return answer.ToJsonString();
    }

    private void Change(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                Change(item);
        }

        if (node is not JsonObject fields)
            return;
        foreach (var (name, value) in fields.ToArray())
        {
            if (name == "document")
                continue;
            if (Texts.Contains(name) && value is null or JsonValue)
                fields[name] = Text();
            else if (ListsOfTexts.Contains(name) && value is JsonArray texts)
                fields[name] = new JsonArray([.. texts.Select(_ => (JsonNode)Text())]);
            else
                Change(value);
        }

        if (fields.ContainsKey("keyHint"))
            fields["status"] = "blocked";
        if (fields["oddRows"] is JsonObject odd)
        {
            odd["total"] = 12;
            odd["first"] = new JsonArray(new JsonObject { ["page"] = 1, ["row"] = 2, ["reason"] = Text() });
        }
    }

    private string Text() => HostileValues.Texts[_random.Next(HostileValues.Texts.Length)];
}
