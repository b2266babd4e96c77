using Batchline.Settings;
using Batchline.Stores.Memory;

namespace Batchline.Hosting;

/// <summary>Chooses the store.</summary>
internal static class StoreRegistration
{
    public static IServiceCollection AddStore(this IServiceCollection services, StoreOptions options) => options.Provider switch
    {
        StoreProvider.Sqlite => services.AddMemoryStore(),
        StoreProvider.Memory => services.AddMemoryStore(),
        _ => throw new NotSupportedException($"There is no store for {options.Provider}; the settings should have been refused."),
    };
}
