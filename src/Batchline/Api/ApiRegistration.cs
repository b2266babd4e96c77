using Batchline.Api.Accounts;
using Batchline.Api.Accounts.Directory;
using Batchline.Api.Answers;
using Batchline.Api.Batches;
using Batchline.Api.BatchMap;
using Batchline.Api.BatchProgress;
using Batchline.Api.Changes;
using Batchline.Api.Cluster;
using Batchline.Api.Cron;
using Batchline.Api.Errors;
using Batchline.Api.Export;
using Batchline.Api.Health;
using Batchline.Api.Jobs;
using Batchline.Api.Limits;
using Batchline.Api.Metrics;
using Batchline.Api.Notifications;
using Batchline.Api.Operations;
using Batchline.Api.Reference;
using Batchline.Api.Schedules;
using Batchline.Api.Webhooks;
using Batchline.Dashboard;
using Batchline.Drivers;
using Batchline.Security;
using Batchline.Settings.Sections;

namespace Batchline.Api;

/// <summary>The HTTP API: what it needs, and its routes.</summary>
internal static class ApiRegistration
{
    public static IServiceCollection AddApi(this IServiceCollection services, HostingOptions hosting) => services
        .AddRequestLimits(hosting)
        .ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions))
        .AddCompression()
        .AddProblemDetails()
        .AddExceptionHandler<ExceptionHandler>()
        .AddReference()
        .AddSingleton<ReadyProbe>()
        .AddSingleton<AccountNames>()
        .AddSingleton<ProgressViews>()
        .AddSingleton<ProgressSource>()
        .AddSingleton<ProgressEvents>()
        .AddSingleton<BatchMapSource>()
        .AddSingleton<ChangeFollowUp>()
        .AddSingleton<ControlAnswer>()
        .AddSingleton<FailedBatchRetrier>()
        .AddSingleton<NextBatchFinder>()
        .AddSingleton<BatchProcessor>()
        .AddSingleton<AccountViews>()
        .AddSingleton<AccountDirectory>()
        .AddSingleton<AccountSearch>()
        .AddSingleton<AccountByKey>()
        .AddSingleton<AccountCreator>()
        .AddSingleton<AccountUnblocker>()
        .AddSingleton<AccountEditor>()
        .AddSingleton<DashboardFiles>()
        .AddSingleton<ScheduleEditor>()
        .AddSingleton<JobStream>();

    public static WebApplication UseApi(this WebApplication app)
    {
        app.UseResponseHeaders();
        app.UseResponseCompression();
        app.UseExceptionHandler();
        app.UseStatusCodePages(EmptyAnswers.FillAsync);
        app.UseForwardedHeaders();
        app.UsePathPrefix();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseMiddleware<AccessGuard>();
        app.UseMiddleware<PeopleReads>();
        app.MapDashboard();
        app.MapHealth();
        app.MapMetrics();
        app.MapReference();
        var api = app.MapGroup("/api").WithMetadata(AccessRule.Token);
        api.MapInitBatchUpdate();
        api.MapProgress();
        api.MapBatches();
        api.MapOperations();
        api.MapBatchMap();
        api.MapAccounts();
        api.MapJobs();
        api.MapNotifications();
        api.MapExport();
        api.MapChanges();
        api.MapSchedules();
        api.MapCluster();
        api.MapCron();
        api.MapWebhooks();
        return app;
    }
}
