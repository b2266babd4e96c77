using Batchline.Engine.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Batchline.Telemetry;

/// <summary>
/// Measures what the program does, and exports it on request: to Prometheus, which fetches it, and over OTLP if one of the
/// standard variables names an endpoint.
/// </summary>
internal static class TelemetryRegistration
{
    private static readonly string[] Endpoints =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    /// <summary>Their names have endings that are reserved for histograms, which Prometheus's own check reports.</summary>
    private static readonly string[] Dropped = ["dotnet.assembly.count", "dotnet.process.cpu.count", "dotnet.timer.count"];

    /// <summary>The most combinations of tags that an instrument counts apart. The memory for all of them is taken at once.</summary>
    private const int MostSeries = 500;

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (Endpoints.Any(name => !string.IsNullOrWhiteSpace(configuration[name])))
        {
            services.AddOpenTelemetry().ConfigureResource(Describe)
                .WithMetrics(metrics => Measure(metrics))
                .WithTracing(traces => traces.AddSource(Instruments.Name).AddAspNetCoreInstrumentation())
                .UseOtlpExporter();

            // Only this exporter reads the variables for each signal, but it also sends logs. They quote records, so they must be asked for.
            if (!(configuration["OTEL_LOGS_EXPORTER"] ?? "").Split(',', StringSplitOptions.TrimEntries).Contains("otlp"))
                services.AddLogging(logging => logging.AddFilter<OpenTelemetryLoggerProvider>(category: null, LogLevel.None));
        }

        return services;
    }

    /// <param name="atOnce">False: measuring starts with the first scrape, unless another exporter measures already.</param>
    public static IServiceCollection AddPrometheus(this IServiceCollection services, bool atOnce)
    {
        if (!atOnce && services.All(service => service.ServiceType != typeof(MeterProvider)))
            return services.AddSingleton(_ => Shown(Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe)).Build());
        services.AddOpenTelemetry().ConfigureResource(Describe).WithMetrics(metrics => Shown(metrics));
        return services;
    }

    private static MeterProviderBuilder Shown(MeterProviderBuilder metrics) => Measure(metrics).AddPrometheusExporter();

    /// <summary>Without the HTTP client's requests, because their address contains the key.</summary>
    private static MeterProviderBuilder Measure(MeterProviderBuilder metrics) => metrics
        .AddMeter(Instruments.Name)
        .AddAspNetCoreInstrumentation()
        .AddRuntimeInstrumentation()
        .AddView(instrument => Dropped.Contains(instrument.Name) ? MetricStreamConfiguration.Drop : new MetricStreamConfiguration { CardinalityLimit = MostSeries });

    private static void Describe(ResourceBuilder resource) => resource.AddService(
        "batchline", serviceVersion: ProgramVersion.Text);
}
