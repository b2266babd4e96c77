using Batchline.Stores.Rules;
using Batchline.Stores.Sqlite.Accounts;
using Batchline.Stores.Sqlite.Batches;
using Batchline.Stores.Sqlite.Changes;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Heads;
using Batchline.Stores.Sqlite.Membership;
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
        services.AddSingleton<Database>();
        services.AddSingleton<DeadNodes>();
        return services
            .AddStoreBasics(provider => provider.GetRequiredService<SqliteStoreOptions>().Readers, ReadersAtOnce)
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
            .AddStore<LeaderRole>()
            .AddStore<MembershipStore>()
            .AddStore<ChangeFeed>()
            .AddStore<NoticeStore>()
            .AddStore<ScheduleStore>();
    }

    public static IServiceCollection AddSqliteStore(this IServiceCollection services, SqliteStoreOptions options) =>
        services.AddSqliteStore(_ => options);
}
