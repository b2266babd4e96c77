using Batchline.Engine.Settings;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Settings;

/// <summary>All sections of the settings, in one place, in the order of <c>docs/settings.md</c>, which is made from them.</summary>
internal static class SettingsRegistration
{
    public static readonly IReadOnlyList<SettingsEntry> Sections =
    [
        SettingsEntry.Of<StoreOptions, StoreOptionsValidator>("Store"),
        SettingsEntry.Of<WorkizOptions, WorkizOptionsValidator>("Workiz"),
        SettingsEntry.Of<PlanOptions, PlanOptionsValidator>("Plan"),
        SettingsEntry.Of<ProcessOptions, ProcessOptionsValidator>("Process"),
        SettingsEntry.Of<SyncOptions, SyncOptionsValidator>("Sync"),
        SettingsEntry.Of<HostingOptions, HostingOptionsValidator>("Hosting"),
        SettingsEntry.Of<ClusterOptions, ClusterOptionsValidator>("Cluster"),
        SettingsEntry.Of<SecurityOptions, SecurityOptionsValidator>("Security"),
        SettingsEntry.Of<RetentionOptions, RetentionOptionsValidator>("Retention"),
        SettingsEntry.Of<FreshnessOptions, FreshnessOptionsValidator>("Freshness"),
        SettingsEntry.Of<NotifyOptions, NotifyOptionsValidator>("Notify"),
        SettingsEntry.Of<LogOptions, LogOptionsValidator>("Log"),
    ];

    public static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddSingleton<IPostConfigureOptions<WorkizOptions>, WorkizBaseUrl>()
            .AddSingleton<IPostConfigureOptions<ProcessOptions>, ClusterLease>();
        foreach (var section in Sections)
            section.Add(services, configuration);
        return services;
    }
}
