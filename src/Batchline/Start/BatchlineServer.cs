using Batchline.Api;
using Batchline.Listening;
using Batchline.Settings;
using Batchline.Settings.Sections;
using Batchline.Telemetry;

namespace Batchline.Start;

/// <summary>Assembles the server.</summary>
internal static class BatchlineServer
{
    /// <param name="background">False: nothing runs except what requests ask for, as a command that only reads needs it.</param>
    /// <exception cref="SettingsException">The settings have faults.</exception>
    public static WebApplication Build(IConfiguration configuration, bool background = true)
    {
        var settings = StartupSettings.Load(configuration);

        // An empty builder, so that all sources of settings are chosen here and nothing is read from the working directory.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddConsoleLog(configuration, settings.Log);
        builder.AddListener(settings);
        builder.Services.AddProgram(configuration, settings).AddPrometheus(atOnce: settings.Hosting.Mode != HostingMode.Serverless);
        if (background && settings.Hosting.Mode == HostingMode.Cluster)
            builder.AddCluster(settings);
        builder.Services.AddDrivers(settings.Hosting.Mode, background);
        return builder.Build().UseApi();
    }
}
