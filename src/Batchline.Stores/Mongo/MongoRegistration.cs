using Batchline.Engine.Failures;
using Batchline.Stores.Mongo.Accounts;
using Batchline.Stores.Mongo.Adoption;
using Batchline.Stores.Mongo.Batches;
using Batchline.Stores.Mongo.Changes;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Heads;
using Batchline.Stores.Mongo.Membership;
using Batchline.Stores.Mongo.Notices;
using Batchline.Stores.Mongo.Operations;
using Batchline.Stores.Mongo.Records;
using Batchline.Stores.Mongo.Schedules;
using Batchline.Stores.Mongo.Schema;
using Batchline.Stores.Reading;
using Batchline.Stores.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo;

/// <summary>Registers the MongoDB store.</summary>
public static class MongoRegistration
{
    /// <summary>The server does the work, and the network may be slow. Most of the 100 connections remain for work.</summary>
    private const int ReadersAtOnce = 16;

    /// <summary>The store's clock is the server's. Run <see cref="MongoSchema"/> once at the start, before any store is used.</summary>
    public static IServiceCollection AddMongoStore(this IServiceCollection services, MongoStoreOptions options) =>
        services.AddMongoStore(options, Database.ServerClock, gate: null);

    internal static IServiceCollection AddMongoStore(
        this IServiceCollection services, MongoStoreOptions options, Func<BsonValue> clock, ICommandGate? gate)
    {
        services.AddSingleton(provider => new Database(
            options, clock, provider.GetRequiredService<StoreHealth>(), gate, provider.GetRequiredService<Readers>()));
        services.AddSingleton(provider => new MongoSchema(
            options,
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<MongoSchema>>()));
        services.AddSingleton<IServerSchema>(provider => provider.GetRequiredService<MongoSchema>());
        services.AddSingleton(provider => new MongoAdoption(provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>()));
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
            .AddStore<LeaderRole>()
            .AddStore<MembershipStore>()
            .AddStore<ChangeFeed>()
            .AddStore<NoticeStore>()
            .AddStore<ScheduleStore>();
    }
}
