using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Batchline.Stores.Memory.Connection;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.SimulationTests.Stores;

/// <summary>Puts what a world begins with into a real database, outside of the simulation.</summary>
internal static class Filling
{
    public static void Fill(ServiceProvider opened, MemoryState state) => Task.Run(async () =>
    {
        await using var stores = opened;
        foreach (var account in state.Accounts.Values)
            await stores.GetRequiredService<IAccountStore>().AddAsync(account, CancellationToken.None);
        foreach (var jobs in state.Jobs.Values.Where(jobs => jobs.Count > 0))
            await stores.GetRequiredService<IImport>().ImportJobsAsync([.. jobs.Values.Select(job => job.Job)], CancellationToken.None);
    }).GetAwaiter().GetResult();
}
