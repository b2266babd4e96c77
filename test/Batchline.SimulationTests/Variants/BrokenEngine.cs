using Batchline.Engine;
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
        {
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<EtaEstimator>(
                provider, Options.Create(new WorkizOptions { MinInterval = TimeSpan.FromMilliseconds(1) })));
        }
    }
}
