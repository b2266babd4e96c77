using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Changes;
using Batchline.Engine.Failures;
using Batchline.Engine.Freshness;
using Batchline.Engine.Heads;
using Batchline.Engine.Leadership;
using Batchline.Engine.Notices;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Engine.Schedules;
using Batchline.Stores.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.Stores.Sqlite;

/// <summary>Registers the embedded store.</summary>
public static class SqliteRegistration
{
    /// <summary>A search keeps a core busy, and each reader keeps 8 MB of the file in memory.</summary>
    private static readonly int ReadersAtOnce = Math.Clamp(Environment.ProcessorCount, 2, 8);

    /// <summary>
    /// The database is opened, and brought to this version, when the first store is resolved. The registered
    /// <see cref="TimeProvider"/> is the store's clock; logging must be registered too.
    /// </summary>
    public static IServiceCollection AddSqliteStore(
        this IServiceCollection services, Func<IServiceProvider, SqliteStoreOptions> options)
    {
        services.AddSingleton(options);
        services.AddReaders(provider => provider.GetRequiredService<SqliteStoreOptions>().Readers, ReadersAtOnce);
        services.AddSingleton<Database>();
        services.AddSingleton<DeadNodes>();
        services.AddSingleton<StoreHealth>();
        services.AddSingleton<IWriteProbe, WriteProbe>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<IAccountStore>(provider => provider.GetRequiredService<Accounts>());
        services.AddSingleton<IAccountDeletions>(provider => provider.GetRequiredService<Accounts>());
        services.AddSingleton<Operations>();
        services.AddSingleton<IOperationStore>(provider => provider.GetRequiredService<Operations>());
        services.AddSingleton<IRetentionStore>(provider => provider.GetRequiredService<Operations>());
        services.AddSingleton<AccountStates>();
        services.AddSingleton<IAccountStateStore>(provider => provider.GetRequiredService<AccountStates>());
        services.AddSingleton<IAccountStateReader>(provider => provider.GetRequiredService<AccountStates>());
        services.AddSingleton<IBatchStore, Batches>();
        services.AddSingleton<Jobs>();
        services.AddSingleton<IJobStore>(provider => provider.GetRequiredService<Jobs>());
        services.AddSingleton<IJobKeys>(provider => provider.GetRequiredService<Jobs>());
        services.AddSingleton<IHeadStore, Heads>();
        services.AddSingleton<IHeadInbox, HeadInbox>();
        services.AddSingleton<ILeaderRole, LeaderRole>();
        services.AddSingleton<IImport, Import>();
        services.AddSingleton<IFreshnessReader, FreshnessReader>();
        services.AddSingleton<INoticeStore, Notices>();
        services.AddSingleton<IChangeFeed, ChangeFeed>();
        services.AddSingleton<IScheduleStore, Schedules>();
        return services;
    }

    public static IServiceCollection AddSqliteStore(this IServiceCollection services, SqliteStoreOptions options) =>
        services.AddSqliteStore(_ => options);
}
