using Batchline.Telemetry;

namespace Batchline.Settings;

/// <summary>Where settings come from; later sources go before earlier ones.</summary>
internal static class BatchlineConfiguration
{
    private const string Prefix = "BATCHLINE_";

    /// <param name="overrides">What the command line said.</param>
    /// <exception cref="SettingsException">The settings file is not JSON.</exception>
    public static IConfiguration FromEnvironment(IEnumerable<KeyValuePair<string, string?>> overrides) => Build(sources => sources
        .AddInMemoryCollection(PlainVariables.Read(Environment.GetEnvironmentVariable))
        .AddInMemoryCollection(OpenTelemetryVariables.Read(Environment.GetEnvironmentVariables()))
        .AddEnvironmentVariables(Prefix)
        .AddInMemoryCollection(overrides));

    /// <summary>Only these settings: the environment is not looked at.</summary>
    public static IConfiguration Of(IEnumerable<KeyValuePair<string, string?>> values) =>
        Build(sources => sources.AddInMemoryCollection(values));

    private static IConfigurationRoot Build(Action<IConfigurationBuilder> add)
    {
        var builder = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false);
        add(builder);
        try
        {
            return builder.Build();
        }
        catch (InvalidDataException e)
        {
            throw new SettingsException([e.InnerException?.Message ?? e.Message]);
        }
    }
}
