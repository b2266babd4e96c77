using Microsoft.Extensions.DependencyInjection;

namespace Batchline.Stores.Reading;

/// <summary>Registers the bounds of what people read.</summary>
internal static class ReadingRegistration
{
    /// <param name="services">Where to.</param>
    /// <param name="limits">As they are set.</param>
    /// <param name="atOnce">Where they say nothing: how many lists at once suit the store.</param>
    public static IServiceCollection AddReaders(this IServiceCollection services, Func<IServiceProvider, ReaderLimits> limits, int atOnce) =>
        services.AddSingleton(provider => new Readers(
            limits(provider), limits(provider).AtOnce ?? atOnce, provider.GetRequiredService<TimeProvider>()));
}
