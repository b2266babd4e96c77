namespace Batchline.Api.Health;

internal sealed record HealthView(string Status);
