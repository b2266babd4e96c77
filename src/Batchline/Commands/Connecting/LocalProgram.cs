using Batchline.Commands.Shell;
using Batchline.Settings;
using Batchline.Settings.Sections;
using Batchline.Start;

namespace Batchline.Commands.Connecting;

/// <summary>The program without its web server, for commands that work on the local database.</summary>
internal static class LocalProgram
{
    /// <summary>Nothing runs in the background until the host is started; then the worker does.</summary>
    /// <exception cref="SettingsException">The settings have faults.</exception>
    public static IHost Build(Terminal terminal, params IEnumerable<KeyValuePair<string, string?>> overrides)
    {
        var configuration = terminal.Settings(QuietLog.Settings(terminal).Concat(overrides));
        var settings = StartupSettings.Load(configuration);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            DisableDefaults = true,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddConsoleLog(configuration, settings.Log);
        builder.Services.AddProgram(configuration, settings).AddDrivers(HostingMode.Worker);
        return builder.Build();
    }
}
