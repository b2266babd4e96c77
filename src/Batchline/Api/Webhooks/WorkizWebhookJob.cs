using System.Text.Json.Serialization;

namespace Batchline.Api.Webhooks;

/// <summary>The job that a webhook is about.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record WorkizWebhookJob
{
    public string? Uuid { get; init; }
}
