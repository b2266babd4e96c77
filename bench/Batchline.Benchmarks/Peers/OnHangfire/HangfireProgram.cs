using Hangfire;
using Hangfire.PostgreSql;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Batchline.Benchmarks.Peers.OnHangfire;

/// <summary>A server for background jobs beside a small web application, as its users have it.</summary>
internal static class HangfireProgram
{
    public static TimeSpan Poll { get; } = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(PeerWork work)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(work.Database) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 });
        using var http = new HttpClient { BaseAddress = work.Workiz };
        var accounts = new AccountTable(database);
        var options = new PostgreSqlStorageOptions { QueuePollInterval = Poll };
        if (work.Recovery is { } recovery)
        {
            // It slides, so that work of a process that lives is not given to another, however long it takes.
            (options.InvisibilityTimeout, options.UseSlidingInvisibilityTimeout, options.DistributedLockTimeout) = (recovery, true, recovery);
        }
        var workers = (await accounts.IdsAsync()).Count;

        // Its storage blocks threads, which the pool of a small machine is slow to replace.
        ThreadPool.SetMinThreads(2 * workers, workers);
        GlobalConfiguration.Configuration
            .UsePostgreSqlStorage(storage => storage.UseNpgsqlConnection(work.Database), options)
            .UseActivator(new RefreshActivator(() => new AccountRefresh(accounts, http, new AccountPacer(work.Interval))));
        using var server = new BackgroundJobServer(new BackgroundJobServerOptions { WorkerCount = workers });

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();
        app.MapPost("/api/init-batch-update", (Func<Task<IResult>>)(async () =>
        {
            foreach (var account in await accounts.IdsAsync())
                BackgroundJob.Enqueue<AccountRefresh>(refresh => refresh.RunAsync(account, ""));
            return Results.Accepted();
        }));
        await app.StartAsync();
        return await PeerProcess.ServeAsync(new Uri(app.Urls.First()));
    }
}
