using System.Text.Json;

namespace Batchline.IntegrationTests.Notifications;

internal sealed record Delivery(string Id, string Timestamp, string Signature, string Body)
{
    public string? Type => Json.GetProperty("type").GetString();

    public JsonElement Data => Json.GetProperty("data");

    private JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);
}
