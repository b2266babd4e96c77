using Batchline.Freshness;
using Batchline.Notifications;
using Batchline.Schedules;
using Batchline.Settings;
using Batchline.Telemetry;

namespace Batchline.Hosting;

/// <summary>Registers what drives the work.</summary>
internal static class DriverRegistration
{
    public static IServiceCollection AddDrivers(this IServiceCollection services, HostingMode mode)
    {
        services
            .AddSingleton<WorkSignal>()
            .AddSingleton<StoreOutage>()
            .AddSingleton<GuardedSlices>()
            .AddSingleton<AccountSlices>()
            .AddChores()
            .AddSingleton<Housekeeping>()
            .AddSingleton<Attendant>()
            .AddSingleton<SelfTrigger>()
            .AddSingleton<RequestBudget>()
            .AddSingleton<Round>()
            .AddSingleton<InlineWork>()
            .AddSingleton<Tick>()
            .AddHostedService<KeyRotation>();

        // A function is frozen between requests, so nothing may count on a background service there: the tick does it all.
        if (mode != HostingMode.Serverless)
            services.AddHostedService<SweepService>();
        if (mode == HostingMode.Worker)
            services.AddHostedService<WorkerService>();
        return services;
    }

    private static IServiceCollection AddChores(this IServiceCollection services) => services
        .AddSingleton<IChore, StoreProbe>()
        .AddSingleton<IChore, OperationChore>()
        .AddSingleton<IChore, RetentionSweeper>()
        .AddSingleton<IChore, FreshnessChore>()
        .AddSingleton<IChore, NotificationChore>()
        .AddSingleton<IChore, DueGauge>()
        .AddSingleton<IChore, ChangeChore>()
        .AddSingleton<ScheduleRunner>()
        .AddSingleton<IChore, ScheduleChore>();
}
