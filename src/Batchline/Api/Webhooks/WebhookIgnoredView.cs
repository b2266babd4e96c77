namespace Batchline.Api.Webhooks;

/// <summary>The answer to a webhook that needs nothing.</summary>
internal sealed record WebhookIgnoredView(string Ignored);
