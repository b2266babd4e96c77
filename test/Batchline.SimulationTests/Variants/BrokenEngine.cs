using Batchline.Engine.Accounts;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Progress;
using Batchline.Engine.Settings;
using Batchline.SimulationTests.World;
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
        else if (variant == Variant.PauseAnsweredAtOnce)
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ControlWriter>(provider, new HastyClock(provider.GetRequiredService<TimeProvider>())));
    }

    private static void EstimateBy(IServiceCollection services, TimeSpan interval) =>
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<EtaEstimator>(
            provider, Options.Create(new WorkizOptions { MinInterval = interval })));
}
