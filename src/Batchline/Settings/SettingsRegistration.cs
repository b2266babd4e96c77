using Batchline.Engine;
using Microsoft.Extensions.Options;

namespace Batchline.Settings;

/// <summary>All sections of the settings, in one place.</summary>
internal static class SettingsRegistration
{
    public static readonly IReadOnlyList<string> Sections =
        ["Store", "Workiz", "Plan", "Process", "Sync", "Hosting", "Security", "Retention"];

    public static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IPostConfigureOptions<WorkizOptions>, WorkizBaseUrl>();
        return services
            .AddSection<StoreOptions, StoreOptionsValidator>(configuration, "Store")
            .AddSection<WorkizOptions, WorkizOptionsValidator>(configuration, "Workiz")
            .AddSection<PlanOptions, PlanOptionsValidator>(configuration, "Plan")
            .AddSection<ProcessOptions, ProcessOptionsValidator>(configuration, "Process")
            .AddSection<SyncOptions, SyncOptionsValidator>(configuration, "Sync")
            .AddSection<HostingOptions, HostingOptionsValidator>(configuration, "Hosting")
            .AddSection<SecurityOptions, SecurityOptionsValidator>(configuration, "Security")
            .AddSection<RetentionOptions, RetentionOptionsValidator>(configuration, "Retention");
    }

    private static IServiceCollection AddSection<TOptions, TValidator>(
        this IServiceCollection services, IConfiguration configuration, string name)
        where TOptions : class, new()
        where TValidator : class, IValidateOptions<TOptions>
    {
        var section = new SettingsSection<TOptions>(configuration, name);
        services.AddOptions<TOptions>().ValidateOnStart();
        return services
            .AddSingleton(section)
            .AddSingleton<IConfigureOptions<TOptions>>(section)
            .AddSingleton<IValidateOptions<TOptions>>(section)
            .AddSingleton<IValidateOptions<TOptions>, TValidator>();
    }
}
