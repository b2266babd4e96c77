using Batchline.Chores;
using Batchline.Drivers;
using Batchline.Engine.Chores;
using Batchline.Engine.Doors;
using Batchline.Schedules;
using Batchline.Settings.Sections;
using Batchline.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Batchline.Start;

/// <summary>Registers what drives the work.</summary>
internal static class DriverRegistration
{
    /// <param name="background">False: only what requests ask for is done.</param>
    public static IServiceCollection AddDrivers(this IServiceCollection services, HostingMode mode, bool background = true)
    {
        services
            .AddChores()
            .AddSingleton<AccountPrompter>()
            .AddSingleton<SelfTrigger>()
            .AddSingleton<InlineWork>();
        services.TryAddSingleton<IProcessMap, OwnProcess>();
        if (background)
            services.AddHostedService<KeyRotation>();

        // A function is frozen between requests, so no background service can be relied on: the tick does everything.
        return mode switch
        {
            HostingMode.Worker or HostingMode.Cluster or HostingMode.Api when !background => services,
            HostingMode.Worker or HostingMode.Cluster => services.AddHostedService<StoreWatch>().AddHostedService<LeaderService>().AddHostedService<WakeService>(),
            HostingMode.Api => services.AddHostedService<StoreWatch>().AddHostedService<ChoreService>(),
            _ => services.AddSingleton<IChore, StoreProbe>(),
        };
    }

    private static IServiceCollection AddChores(this IServiceCollection services) => services
        .AddSingleton<StoreProbe>()
        .AddSingleton<IChore, RetentionSweeper>()
        .AddSingleton<IChore, FreshnessChore>()
        .AddSingleton<IChore, NoticeChore>()
        .AddSingleton<IChore, DueGauge>()
        .AddSingleton<IChore, ChangeChore>()
        .AddSingleton<IChore, SearchChore>()
        .AddSingleton<ScheduleRunner>()
        .AddSingleton<IChore, ScheduleChore>();
}
