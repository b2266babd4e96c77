namespace Batchline.Settings;

/// <summary>Where settings come from; later sources go before earlier ones.</summary>
internal static class BatchlineConfiguration
{
    private const string Prefix = "BATCHLINE_";

    /// <summary>In the program, for where it is a single file; one beside it goes before.</summary>
    private const string FileName = "appsettings.json";

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
        using var defaults = typeof(BatchlineConfiguration).Assembly.GetManifestResourceStream(FileName);
        var builder = new ConfigurationBuilder()
            .AddJsonStream(defaults ?? throw new InvalidOperationException($"{FileName} is not in the program."))
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, FileName), optional: true, reloadOnChange: false);
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
