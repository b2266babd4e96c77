using Batchline.SimulationTests.Processes;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Story;

/// <summary>Failures that nobody requested.</summary>
internal sealed class Disasters(SimWorld world, Cluster cluster)
{
    public async Task KillAsync() => await cluster.KillAsync(await cluster.AnyAsync());

    public async Task StopAsync() => cluster.Stop(await cluster.AnyAsync());

    public Task StoreOutageAsync()
    {
        world.StoreDownUntil = world.Elapsed + TimeSpan.FromSeconds(world.Random.NextDouble() * 60);
        world.Saw(Happening.StoreOutage);
        world.Note($"the store is down until {world.StoreDownUntil}");
        return Task.CompletedTask;
    }

    public Task UpstreamOutageAsync()
    {
        var account = world.AnyAccount();
        account.DownUntil = world.Elapsed + TimeSpan.FromSeconds(world.Random.NextDouble() * 120);
        world.Saw(Happening.UpstreamOutage);
        world.Note($"Workiz is down for {account.Id} until {account.DownUntil}");
        return Task.CompletedTask;
    }
}
