using Batchline.Engine.Failures;
using Batchline.Stores.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.Stores.Rules;

/// <summary>Registers what every store has.</summary>
internal static class StoreRegistration
{
    /// <param name="services">The services of the process.</param>
    /// <param name="limits">The limits of people's reads as they are set.</param>
    /// <param name="readersAtOnce">How many lists at once suit the store, if the limits do not say.</param>
    public static IServiceCollection AddStoreBasics(
        this IServiceCollection services, Func<IServiceProvider, ReaderLimits> limits, int readersAtOnce) => services
        .AddSingleton<StoreHealth>()
        .AddSingleton(provider => new Readers(
            limits(provider), limits(provider).AtOnce ?? readersAtOnce, provider.GetRequiredService<TimeProvider>()));

    /// <summary>Registers one object under its class and under each interface of ours that the class implements.</summary>
    public static IServiceCollection AddStore<T>(this IServiceCollection services, Func<IServiceProvider, T>? make = null)
        where T : class
    {
        if (make is null)
            services.AddSingleton<T>();
        else
            services.AddSingleton(make);
        foreach (var port in typeof(T).GetInterfaces().Where(port => port.Namespace?.StartsWith(nameof(Batchline), StringComparison.Ordinal) == true))
            services.AddSingleton(port, provider => provider.GetRequiredService<T>());
        return services;
    }
}
