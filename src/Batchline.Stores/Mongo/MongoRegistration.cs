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
using Batchline.Stores.Mongo.Accounts;
using Batchline.Stores.Mongo.Adoption;
using Batchline.Stores.Mongo.Batches;
using Batchline.Stores.Mongo.Changes;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Heads;
using Batchline.Stores.Mongo.Notices;
using Batchline.Stores.Mongo.Operations;
using Batchline.Stores.Mongo.Records;
using Batchline.Stores.Mongo.Schedules;
using Batchline.Stores.Mongo.Schema;
using Batchline.Stores.Reading;
using Batchline.Stores.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Batchline.Stores.Mongo;

/// <summary>Registers the MongoDB store.</summary>
public static class MongoRegistration
{
    /// <summary>The server does the work, and the way to it may be long; of the 100 connections most stay for the work.</summary>
    private const int ReadersAtOnce = 16;

    /// <summary>The store's clock is the server's. <see cref="MongoSchema"/> is to be run once at start, before any store is used.</summary>
    public static IServiceCollection AddMongoStore(this IServiceCollection services, MongoStoreOptions options) =>
        services.AddMongoStore(options, StoreClock.Server, OpenGate.Instance);

    internal static IServiceCollection AddMongoStore(
        this IServiceCollection services, MongoStoreOptions options, StoreClock clock, ICommandGate gate)
    {
        services.AddSingleton(provider => new Database(
            options, clock, provider.GetRequiredService<StoreHealth>(), gate, provider.GetRequiredService<Readers>()));
        services.AddReaders(_ => options.Readers, ReadersAtOnce);
        services.AddSingleton(provider => new MongoSchema(
            options,
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<MongoSchema>>()));
        services.AddSingleton(provider => new MongoAdoption(provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>()));
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
}
