using Batchline.Engine.Failures;
using Batchline.Stores.Postgres.Accounts;
using Batchline.Stores.Postgres.Batches;
using Batchline.Stores.Postgres.Changes;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Heads;
using Batchline.Stores.Postgres.Membership;
using Batchline.Stores.Postgres.Notices;
using Batchline.Stores.Postgres.Operations;
using Batchline.Stores.Postgres.Records;
using Batchline.Stores.Postgres.Schedules;
using Batchline.Stores.Postgres.Schema;
using Batchline.Stores.Reading;
using Batchline.Stores.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Batchline.Stores.Postgres;

/// <summary>Registers the PostgreSQL store.</summary>
public static class PostgresRegistration
{
    /// <summary>The server does the work, and the network may be slow. The rest of the 25 connections remain for work.</summary>
    private const int ReadersAtOnce = 16;

    /// <summary>The store's clock is the server's. Run <see cref="PostgresSchema"/> once at the start, before any store is used.</summary>
    public static IServiceCollection AddPostgresStore(this IServiceCollection services, PostgresStoreOptions options) =>
        services.AddPostgresStore(options, () => null, gate: null);

    internal static IServiceCollection AddPostgresStore(
        this IServiceCollection services, PostgresStoreOptions options, Func<DateTimeOffset?> clock, ICommandGate? gate)
    {
        services.AddSingleton(provider => new Database(
            options, clock, provider.GetRequiredService<StoreHealth>(), gate, provider.GetRequiredService<Readers>()));
        services.AddSingleton(provider => new PostgresSchema(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<ILogger<PostgresSchema>>()));
        services.AddSingleton<IServerSchema>(provider => provider.GetRequiredService<PostgresSchema>());
        return services
            .AddStoreBasics(_ => options.Readers, ReadersAtOnce)
            .AddStore<WriteProbe>()
            .AddStore<AccountStore>()
            .AddStore<OperationStore>()
            .AddStore<AccountStateStore>()
            .AddStore<ImportStore>()
            .AddStore<BatchStore>()
            .AddStore<JobStore>()
            .AddStore<JobIndex>()
            .AddStore<FreshnessReader>()
            .AddStore<HeadStore>()
            .AddStore<HeadInbox>()
            .AddStore<WakeListener>()
            .AddStore<LeaderRole>()
            .AddStore<MembershipStore>()
            .AddStore<ChangeFeed>()
            .AddStore<NoticeStore>()
            .AddStore<ScheduleStore>();
    }
}
