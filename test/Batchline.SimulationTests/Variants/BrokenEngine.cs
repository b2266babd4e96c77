using Batchline.Engine;
using Batchline.Engine.Accounts;
using Batchline.Engine.Report;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Batchline.SimulationTests.Variants;

/// <summary>Parts of the engine itself that a variant replaces.</summary>
internal static class BrokenEngine
{
    public static void Break(IServiceCollection services, Variant variant)
    {
        if (variant == Variant.EtaWithoutPace)
            EstimateBy(services, TimeSpan.FromMilliseconds(1));
        else if (variant == Variant.EtaOfASlowerPace)
            EstimateBy(services, TimeSpan.FromSeconds(3));
        else if (variant == Variant.AnyKeyIsBelieved)
            services.AddSingleton<IAccountKeys, KeysThatLookAlike>();
    }

    private static void EstimateBy(IServiceCollection services, TimeSpan interval) =>
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<EtaEstimator>(
            provider, Options.Create(new WorkizOptions { MinInterval = interval })));
}
