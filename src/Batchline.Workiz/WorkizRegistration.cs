using Batchline.Engine.Workiz;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.Workiz;

/// <summary>Registers the Workiz client. It reads <c>IOptions&lt;WorkizOptions&gt;</c>; the clock
/// (<see cref="TimeProvider"/>) and logging are registered by the program.</summary>
public static class WorkizRegistration
{
    public static IServiceCollection AddWorkizClient(this IServiceCollection services)
    {
        services.AddOptions();
        services.AddSingleton<IWorkizApi, WorkizClient>();
        return services;
    }
}
