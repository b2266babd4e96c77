using Batchline.Api;
using Batchline.Api.Requests;
using Batchline.Engine;
using Batchline.Security;
using Batchline.Settings;
using Batchline.Workiz;
using Microsoft.Extensions.Logging.Console;

namespace Batchline.Hosting;

/// <summary>Puts the server together.</summary>
internal static class BatchlineServer
{
    /// <summary>What a stop needs beyond the request in flight: its checkpoint, and connections that close.</summary>
    private static readonly TimeSpan ShutdownMargin = TimeSpan.FromSeconds(10);

    /// <exception cref="SettingsException">The settings have faults.</exception>
    public static WebApplication Build(IConfiguration configuration)
    {
        var settings = StartupSettings.Load(configuration);

        // An empty builder: every source of settings is one of ours, and nothing is read from the working directory.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration);
        builder.AddLogging();
        builder.AddListener(settings);
        builder.Services
            .AddSingleton<IHostLifetime, NoSignals>()
            .AddSettings(configuration)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Random.Shared)
            .AddSecurity(settings)
            .AddStore(settings.Store)
            .AddWorkizClient()
            .AddBatchlineEngine()
            .AddDrivers(settings.Hosting.Mode)
            .AddApi();
        return builder.Build().UseApi();
    }

    private static void AddLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.ColorBehavior = LoggerColorBehavior.Default;
        });
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void AddListener(this WebApplicationBuilder builder, StartupSettings settings)
    {
        var guarded = settings.Security.ApiToken is not null || settings.Hosting.Mode == HostingMode.Serverless;
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls([.. ListenAddresses.Of(settings.Hosting, guarded)]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBody.MaxBytesDiscarded;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = settings.Workiz.RequestTimeout + ShutdownMargin;
            host.ServicesStopConcurrently = true;
        });
    }
}
