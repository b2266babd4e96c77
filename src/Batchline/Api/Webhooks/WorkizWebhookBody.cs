using System.Text.Json.Serialization;

namespace Batchline.Api.Webhooks;

/// <summary>The body of a webhook as Workiz sends it; whatever else is in it is left alone.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record WorkizWebhookBody
{
    public WorkizWebhookJob? Data { get; init; }
}
