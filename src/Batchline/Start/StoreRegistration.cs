using Batchline.Settings.Sections;
using Batchline.Stores.Memory;
using Batchline.Stores.Mongo;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Postgres;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Reading;
using Batchline.Stores.Sqlite;
using Batchline.Stores.Sqlite.Connection;

namespace Batchline.Start;

/// <summary>Chooses the store.</summary>
internal static class StoreRegistration
{
    /// <summary>Many functions may run at once, and the server limits the total of their connections.</summary>
    private const int ConnectionsOfAFunction = 10;

    /// <summary>Lists, and half as many searches, watchers, and exports each, so that half of the connections are left for the work.</summary>
    private const int ReadersOfAFunction = 2;

    public static IServiceCollection AddStore(this IServiceCollection services, StoreOptions options, HostingMode mode = HostingMode.Worker) => options switch
    {
        { Provider: StoreProvider.Sqlite } => services.AddSqliteStore(new SqliteStoreOptions { DataDirectory = options.DataDirectory, Readers = LimitsOf(options) }),
        { Provider: StoreProvider.Memory } => services.AddMemoryStore(LimitsOf(options)),
        { Provider: StoreProvider.Mongo, ConnectionString: { } uri } => services
            .AddMongoStore(new MongoStoreOptions
            {
                ConnectionString = uri,
                Database = options.Database,
                MaxConnections = mode == HostingMode.Serverless ? ConnectionsOfAFunction : null,
                Readers = LimitsOf(options, mode == HostingMode.Serverless ? ReadersOfAFunction : null),
            })
            .AddHostedService<ServerStart>(),
        { Provider: StoreProvider.Postgres, ConnectionString: { } address } => services
            .AddPostgresStore(new PostgresStoreOptions
            {
                ConnectionString = address,
                Schema = options.Schema,
                MaxConnections = mode == HostingMode.Serverless ? ConnectionsOfAFunction : PostgresStoreOptions.UsualConnections,
                Readers = LimitsOf(options, mode == HostingMode.Serverless ? ReadersOfAFunction : null),
            })
            .AddHostedService<ServerStart>(),
        _ => throw new NotSupportedException($"There is no store for {options.Provider}; the settings should have been refused."),
    };

    private static ReaderLimits LimitsOf(StoreOptions options, int? atOnce = null) => new()
    {
        AtOnce = options.Readers ?? atOnce,
        Waiting = options.WaitingReads,
        Patience = options.ReadWait,
        Longest = options.ReadTimeout,
        LongestExportPage = options.ExportPageTimeout,
    };
}
