using Batchline.Engine.Accounts;
using Batchline.Engine.Operations.Steer;
using Batchline.SimulationTests.World;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.SimulationTests.Variants;

/// <summary>Parts of the engine itself that a variant replaces.</summary>
internal static class BrokenEngine
{
    public static void Break(IServiceCollection services, Variant variant)
    {
        if (variant == Variant.AnyKeyIsBelieved)
            services.AddSingleton<IAccountKeys, KeysThatLookAlike>();
        else if (variant == Variant.PauseAnsweredAtOnce)
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ControlWriter>(provider, new HastyClock(provider.GetRequiredService<TimeProvider>())));
    }
}
