using System.Reflection;
using Batchline.Engine.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Batchline.Telemetry;

/// <summary>
/// Measures what the program does, and exports it where somebody asked for it: to Prometheus, which fetches it, and over
/// OTLP when one of the standard variables names an endpoint.
/// </summary>
internal static class TelemetryRegistration
{
    private static readonly string[] Endpoints =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (Endpoints.Any(name => !string.IsNullOrWhiteSpace(configuration[name])))
        {
            services.AddOpenTelemetry().ConfigureResource(Describe)
                .WithMetrics(metrics => Measure(metrics))
                .WithTracing(traces => traces.AddSource(Instruments.Name).AddAspNetCoreInstrumentation())
                .UseOtlpExporter();

            // Only this exporter knows the variables of each signal, and it takes logs along. They quote records, so somebody has to ask for them.
            if (!(configuration["OTEL_LOGS_EXPORTER"] ?? "").Split(',', StringSplitOptions.TrimEntries).Contains("otlp"))
                services.AddLogging(logging => logging.AddFilter<OpenTelemetryLoggerProvider>(category: null, LogLevel.None));
        }

        return services;
    }

    /// <param name="atOnce">False: measured is from the first look on, unless an exporter measures already.</param>
    public static IServiceCollection AddPrometheus(this IServiceCollection services, bool atOnce)
    {
        if (!atOnce && services.All(service => service.ServiceType != typeof(MeterProvider)))
            return services.AddSingleton(_ => Shown(Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe)).Build());
        services.AddOpenTelemetry().ConfigureResource(Describe).WithMetrics(metrics => Shown(metrics));
        return services;
    }

    private static MeterProviderBuilder Shown(MeterProviderBuilder metrics) => Measure(metrics).AddPrometheusExporter();

    /// <summary>Not the client's requests: their address is the secret.</summary>
    private static MeterProviderBuilder Measure(MeterProviderBuilder metrics) => metrics
        .AddMeter(Instruments.Name)
        .AddAspNetCoreInstrumentation()
        .AddRuntimeInstrumentation()

        // Named as only parts of histograms may be: Prometheus' own check complains of them.
        .AddView("dotnet.assembly.count", MetricStreamConfiguration.Drop)
        .AddView("dotnet.process.cpu.count", MetricStreamConfiguration.Drop)
        .AddView("dotnet.timer.count", MetricStreamConfiguration.Drop);

    private static void Describe(ResourceBuilder resource) => resource.AddService(
        "batchline", serviceVersion: Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
}
