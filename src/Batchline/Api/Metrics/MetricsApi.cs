using Batchline.Security;

namespace Batchline.Api.Metrics;

/// <summary>Shows the metrics to Prometheus.</summary>
internal static class MetricsApi
{
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        // Put together when it is first asked for: most functions are never.
        var scrape = new Lazy<RequestDelegate>(() =>
            routes.CreateApplicationBuilder().UseOpenTelemetryPrometheusScrapingEndpoint(_ => true).Build());
        routes.MapMethods("/metrics", [HttpMethods.Get, HttpMethods.Head], context => scrape.Value(context)).WithMetadata(AccessRule.Metrics);
    }
}
