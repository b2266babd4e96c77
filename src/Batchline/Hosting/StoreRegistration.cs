using Batchline.Settings;
using Batchline.Stores.Memory;
using Batchline.Stores.Mongo;
using Batchline.Stores.Sqlite;

namespace Batchline.Hosting;

/// <summary>Chooses the store.</summary>
internal static class StoreRegistration
{
    /// <summary>Many functions may run at once, and the server counts the connections of all.</summary>
    private const int ConnectionsOfAFunction = 10;

    public static IServiceCollection AddStore(this IServiceCollection services, StoreOptions options, HostingMode mode = HostingMode.Worker) => options switch
    {
        { Provider: StoreProvider.Sqlite } => services.AddSqliteStore(new SqliteStoreOptions { DataDirectory = options.DataDirectory }),
        { Provider: StoreProvider.Memory } => services.AddMemoryStore(),
        { Provider: StoreProvider.Mongo, ConnectionString: { } uri } => services
            .AddMongoStore(new MongoStoreOptions
            {
                ConnectionString = uri,
                Database = options.Database,
                MaxConnections = mode == HostingMode.Serverless ? ConnectionsOfAFunction : null,
            })
            .AddHostedService<MongoStart>(),
        _ => throw new NotSupportedException($"There is no store for {options.Provider}; the settings should have been refused."),
    };
}
