using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Story;

/// <summary>What nobody asked for.</summary>
internal static class Disasters
{
    public static async Task KillAsync(SimWorld world) => await world.KillAsync(await world.AnyProcessAsync());

    public static async Task StopAsync(SimWorld world) => world.Stop(await world.AnyProcessAsync());

    public static Task StoreOutageAsync(SimWorld world)
    {
        world.StoreDownUntil = world.Elapsed + TimeSpan.FromSeconds(world.Random.NextDouble() * 60);
        world.Saw(Happening.StoreOutage);
        world.Note($"the store is down until {world.StoreDownUntil}");
        return Task.CompletedTask;
    }

    public static Task UpstreamOutageAsync(SimWorld world)
    {
        var account = world.AnyAccount();
        account.DownUntil = world.Elapsed + TimeSpan.FromSeconds(world.Random.NextDouble() * 120);
        world.Saw(Happening.UpstreamOutage);
        world.Note($"Workiz is down for {account.Id} until {account.DownUntil}");
        return Task.CompletedTask;
    }
}
