using Batchline.Api;
using Batchline.Api.Requests;
using Batchline.Settings;

namespace Batchline.Hosting;

/// <summary>Puts the server together.</summary>
internal static class BatchlineServer
{
    /// <exception cref="SettingsException">The settings have faults.</exception>
    public static WebApplication Build(IConfiguration configuration)
    {
        var settings = StartupSettings.Load(configuration);

        // An empty builder: every source of settings is one of ours, and nothing is read from the working directory.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddConsoleLog(configuration);
        builder.AddListener(settings);
        builder.Services
            .AddProgram(configuration, settings)
            .AddDrivers(settings.Hosting.Mode);
        return builder.Build().UseApi();
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
    }
}
