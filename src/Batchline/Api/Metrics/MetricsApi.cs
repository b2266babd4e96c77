using Batchline.Security;

namespace Batchline.Api.Metrics;

/// <summary>Shows the metrics to Prometheus.</summary>
internal static class MetricsApi
{
    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapPrometheusScrapingEndpoint("/metrics").WithMetadata(AccessRule.Metrics);
}
