namespace Batchline.Drivers;

/// <summary>Puts something around a service that is registered already.</summary>
internal static class Wrapping
{
    /// <summary>The service stays registered under a key, so that it ends with the program as before.</summary>
    public static IServiceCollection Wrap<T>(this IServiceCollection services, Func<IServiceProvider, T, T> around) where T : class
    {
        var key = new object();
        var bare = services.Last(service => service.ServiceType == typeof(T) && !service.IsKeyedService);
        services.Remove(bare);
        services.Add(bare switch
        {
            { ImplementationFactory: { } make } => new ServiceDescriptor(typeof(T), key, (provider, _) => make(provider), bare.Lifetime),
            { ImplementationType: { } type } => new ServiceDescriptor(typeof(T), key, type, bare.Lifetime),
            _ => new ServiceDescriptor(typeof(T), key, bare.ImplementationInstance ?? throw new InvalidOperationException($"{typeof(T).Name} is registered as nothing.")),
        });
        return services.AddSingleton(provider => around(provider, provider.GetRequiredKeyedService<T>(key)));
    }
}
