namespace Batchline.Api.Webhooks;

/// <summary>What to enter in Workiz; the secret is not shown again.</summary>
/// <param name="Secret">Goes into the header: <c>Authorization: Bearer</c> and this.</param>
/// <param name="Url">Where the webhook posts to, as this server is reached.</param>
internal sealed record WebhookSecretView(string Secret, string Url);
