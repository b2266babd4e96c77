using Batchline.Engine.Operations;
using Batchline.Engine.Record;
using Batchline.Engine.Report;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.Engine;

/// <summary>Registers the engine. Stores, the Workiz API and the account keys are registered by
/// their adapters, the clock (<see cref="TimeProvider"/>) and chance (<see cref="Random"/>) by the program.</summary>
public static class EngineRegistration
{
    public static IServiceCollection AddBatchlineEngine(this IServiceCollection services)
    {
        services.AddSingleton<IdGenerator>();
        services.AddSingleton<SliceRunner>();
        services.AddSingleton<OperationStarter>();
        services.AddSingleton<OperationControl>();
        services.AddSingleton<OperationSweeper>();
        services.AddSingleton<BatchRetrier>();
        services.AddSingleton<KeyTester>();
        services.AddSingleton<ProgressReader>();
        services.AddSingleton<BatchReader>();
        return services;
    }
}
