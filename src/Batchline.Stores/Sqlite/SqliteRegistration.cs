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
using Batchline.Stores.Rules;
using Batchline.Stores.Sqlite.Accounts;
using Batchline.Stores.Sqlite.Batches;
using Batchline.Stores.Sqlite.Changes;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Heads;
using Batchline.Stores.Sqlite.Notices;
using Batchline.Stores.Sqlite.Operations;
using Batchline.Stores.Sqlite.Records;
using Batchline.Stores.Sqlite.Schedules;
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
        services.AddSingleton<AccountStore>();
        services.AddSingleton<IAccountStore>(provider => provider.GetRequiredService<AccountStore>());
        services.AddSingleton<IAccountDeletions>(provider => provider.GetRequiredService<AccountStore>());
        services.AddSingleton<OperationStore>();
        services.AddSingleton<IOperationStore>(provider => provider.GetRequiredService<OperationStore>());
        services.AddSingleton<IRetentionStore>(provider => provider.GetRequiredService<OperationStore>());
        services.AddSingleton<AccountStateStore>();
        services.AddSingleton<IAccountStateStore>(provider => provider.GetRequiredService<AccountStateStore>());
        services.AddSingleton<IAccountStateReader>(provider => provider.GetRequiredService<AccountStateStore>());
        services.AddSingleton<IBatchStore, BatchStore>();
        services.AddSingleton<JobStore>();
        services.AddSingleton<IJobStore>(provider => provider.GetRequiredService<JobStore>());
        services.AddSingleton<IJobKeys>(provider => provider.GetRequiredService<JobStore>());
        services.AddSingleton<IHeadStore, HeadStore>();
        services.AddSingleton<IHeadInbox, HeadInbox>();
        services.AddSingleton<ILeaderRole, LeaderRole>();
        services.AddSingleton<IImport, ImportStore>();
        services.AddSingleton<IFreshnessReader, FreshnessReader>();
        services.AddSingleton<INoticeStore, NoticeStore>();
        services.AddSingleton<IChangeFeed, ChangeFeed>();
        services.AddSingleton<IScheduleStore, ScheduleStore>();
        return services;
    }

    public static IServiceCollection AddSqliteStore(this IServiceCollection services, SqliteStoreOptions options) =>
        services.AddSqliteStore(_ => options);
}
