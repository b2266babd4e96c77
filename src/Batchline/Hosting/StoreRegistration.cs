using Batchline.Settings;
using Batchline.Stores.Memory;
using Batchline.Stores.Sqlite;

namespace Batchline.Hosting;

/// <summary>Chooses the store.</summary>
internal static class StoreRegistration
{
    public static IServiceCollection AddStore(this IServiceCollection services, StoreOptions options) => options.Provider switch
    {
        StoreProvider.Sqlite => services.AddSqliteStore(new SqliteStoreOptions { DataDirectory = options.DataDirectory }),
        StoreProvider.Memory => services.AddMemoryStore(),
        _ => throw new NotSupportedException($"There is no store for {options.Provider}; the settings should have been refused."),
    };
}
