using Batchline.Api;
using Batchline.Engine;
using Batchline.Notices;
using Batchline.Output;
using Batchline.Security;
using Batchline.Settings;
using Batchline.Settings.Sections;
using Batchline.Telemetry;
using Batchline.Workiz;
using Microsoft.Extensions.Logging.Console;

namespace Batchline.Start;

/// <summary>Registers what the server and the commands have in common.</summary>
internal static class ProgramRegistration
{
    /// <summary>What stopping takes beyond the request in flight: its checkpoint, and closing connections.</summary>
    private static readonly TimeSpan ShutdownMargin = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddProgram(this IServiceCollection services, IConfiguration configuration, StartupSettings settings) => services
        .AddSingleton<IHostLifetime, NoSignals>()
        .AddSettings(configuration)
        .AddSingleton(TimeProvider.System)
        .AddSingleton(Random.Shared)
        .AddSecurity(settings)
        .AddStore(settings.Store, settings.Hosting.Mode)
        .AddWorkizClient()
        .AddBatchlineEngine()
        .AddNotices()
        .AddTelemetry(configuration)
        .AddApi(settings.Hosting)
        .Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = settings.Workiz.RequestTimeout + ShutdownMargin;
            host.ServicesStopConcurrently = true;
        });

    /// <summary>Logs to stderr, because stdout belongs to a command's output.</summary>
    public static void AddConsoleLog(this ILoggingBuilder logging, IConfiguration configuration, LogOptions log)
    {
        logging.AddConfiguration(configuration.GetSection("Logging"));
        if (log.Format == LogFormat.Json)
        {
            logging.AddJsonConsole(console =>
            {
                console.IncludeScopes = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }
        else
        {
            logging.AddConsole(console => console.FormatterName = LineFormatter.Called).AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        }

        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
