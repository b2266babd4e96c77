using System.Text.Json;
using Batchline.Api.Accounts;
using Batchline.Api.Answers;
using Batchline.Commands.Shell;
using Batchline.Engine.Records;

namespace Batchline.Commands.Accounts;

/// <summary>Accounts as a JSON array of the objects that the API takes; <c>key</c> stands for <c>workizApiKey</c>.</summary>
internal static class JsonAccounts
{
    /// <exception cref="CouldNotException">The text is no JSON array.</exception>
    public static IReadOnlyList<ImportRow> Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                throw new CouldNotException("The file is JSON, but no array of accounts: write [{\"name\":\"…\",\"key\":\"…\"}].");
            return [.. document.RootElement.EnumerateArray().Select((item, index) => Row($"item {index + 1}", item))];
        }
        catch (JsonException e)
        {
            // The exception's own text may quote what it read, which may be a key.
            throw new CouldNotException($"The file is not valid JSON: look at line {e.LineNumber + 1}.");
        }
    }

    private static ImportRow Row(string place, JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return new ImportRow(place, "", null, "is no object");
        var name = JsonText.Field(item, "name") is { ValueKind: JsonValueKind.String } text ? JsonText.Of(text) : "";
        try
        {
            var renamed = new Dictionary<string, JsonElement>();
            foreach (var field in item.EnumerateObject())
            {
                if (!renamed.TryAdd(JsonText.NameOf(field) is var called && called == "key" ? "workizApiKey" : called, field.Value))
                    return new ImportRow(place, name, null, "has a field twice");
            }

            return ImportFile.Row(place, JsonSerializer.SerializeToElement(renamed).Deserialize<AccountBody>(ApiJson.Reading)!);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return new ImportRow(place, name, null, $"has a field that is unknown or of the wrong type; known are name, key, enabled, {string.Join(", ", PaceField.All.Select(field => field.Name))}");
        }
    }
}
