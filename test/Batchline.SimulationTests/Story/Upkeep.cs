using Batchline.Engine.Accounts;
using Batchline.Engine.Slices;
using Batchline.Rehearsal.World;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Story;

/// <summary>What happens to accounts and their jobs.</summary>
internal static class Upkeep
{
    /// <summary>Workiz takes a new key only, and somebody tells Batchline some time later.</summary>
    public static async Task ChangeKeyAsync(SimWorld world)
    {
        var account = world.AnyAccount();
        account.ChangeKey();
        world.Remote.Alias(account.Token, account.Arrivals);
        await world.WaitAsync(10);
        var change = new AccountChange { WorkizApiKey = account.Token, UpdatedAt = world.Clock.GetUtcNow() };
        while (!await Operators.AskAsync(world, "new key", async process => (object)await process.Get<IAccountStore>().UpdateAsync(account.Id, change, CancellationToken.None)))
            await world.WaitAsync(2);
        await Operators.ResumeAsync(world);
    }

    public static Task RefuseKeyAsync(SimWorld world)
    {
        var account = world.AnyAccount();
        account.KeyRefused = world.Random.Next(2) == 0;
        world.Note($"the key of {account.Id} is {(account.KeyRefused ? "refused" : "good")}");
        return Task.CompletedTask;
    }

    public static Task ChangeQuotaAsync(SimWorld world)
    {
        var account = world.AnyAccount();
        account.Arrivals.Quota = world.Random.Next(3) == 0
            ? null
            : new SimQuota(world.Random.Next(3, 12), TimeSpan.FromSeconds(world.Random.Next(10, 30)));
        world.Note($"the quota of {account.Id} is {account.Arrivals.Quota}");
        return Task.CompletedTask;
    }

    public static Task EditJobsAsync(SimWorld world)
    {
        foreach (var job in world.AnyAccount().Jobs)
            job.Version += world.Random.Next(2);
        return Task.CompletedTask;
    }

    /// <summary>A job changes and Workiz says so; sometimes it is one that nobody knew, sometimes it is said twice.</summary>
    public static async Task HintAsync(SimWorld world)
    {
        var account = world.AnyAccount();
        var job = account.Jobs[world.Random.Next(account.Jobs.Count)];
        for (var times = world.Random.Next(1, 3); times > 0; times--)
        {
            job.Version++;
            var version = job.Version;
            if (await Operators.AskAsync(world, $"hint about {account.Id}/{job.Uuid}", async process => (object)await process.Get<Refetcher>().AskAsync(account.Id, job.Uuid, CancellationToken.None)))
                world.Hints.Expect(account, job, version);
        }
    }

    public static Task TestKeyAsync(SimWorld world) =>
        Operators.AskAsync(world, "key test", process => process.Get<KeyTester>().TestAsync(world.AnyAccount().Id, CancellationToken.None));
}
