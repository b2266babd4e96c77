using Batchline.Engine.Settings;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Settings;

/// <summary>The sections that decide how the program is put together, read and checked before it is.</summary>
internal sealed record StartupSettings
{
    public required StoreOptions Store { get; init; }
    public required HostingOptions Hosting { get; init; }
    public required SecurityOptions Security { get; init; }
    public required WorkizOptions Workiz { get; init; }
    public required ClusterOptions Cluster { get; init; }
    public required LogOptions Log { get; init; }

    /// <exception cref="SettingsException">Names every fault of every section.</exception>
    public static StartupSettings Load(IConfiguration configuration)
    {
        using var services = new ServiceCollection().AddSettings(configuration).BuildServiceProvider();
        var faults = UnknownSections(configuration).Concat(Faults(services)).ToList();
        return faults.Count > 0 ? throw new SettingsException(faults) : new StartupSettings
        {
            Store = Value<StoreOptions>(services),
            Hosting = Value<HostingOptions>(services),
            Security = Value<SecurityOptions>(services),
            Workiz = Value<WorkizOptions>(services),
            Cluster = Value<ClusterOptions>(services),
            Log = Value<LogOptions>(services),
        };
    }

    private static TOptions Value<TOptions>(IServiceProvider services) where TOptions : class =>
        services.GetRequiredService<IOptions<TOptions>>().Value;

    private static IEnumerable<string> Known => SettingsRegistration.Sections.Select(section => section.Name);

    private static IEnumerable<string> UnknownSections(IConfiguration configuration) =>
        from section in configuration.GetChildren()
        where section.GetChildren().Any()
        where !Known.Append("Logging").Contains(section.Key, StringComparer.OrdinalIgnoreCase)
        select $"{section.Key}: unknown section; known are {string.Join(", ", Known)}";

    private static IEnumerable<string> Faults(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return e.Failures;
        }
        catch (AggregateException e)
        {
            return e.InnerExceptions.OfType<OptionsValidationException>().SelectMany(inner => inner.Failures);
        }
    }
}
