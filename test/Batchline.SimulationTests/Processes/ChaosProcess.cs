using Batchline.Engine;
using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Leadership;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Engine.Settings;
using Batchline.Engine.Slices;
using Batchline.Engine.Workiz;
using Batchline.Rehearsal.Scheduling;
using Batchline.Rehearsal.World;
using Batchline.SimulationTests.Checks;
using Batchline.SimulationTests.Variants;
using Batchline.SimulationTests.World;
using Batchline.Workiz;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Batchline.SimulationTests.Processes;

/// <summary>Makes processes with chaos around every call to the store, and the variant's rule switched off.</summary>
internal static class ChaosProcess
{
    /// <summary>Shorter than many answers of Workiz.</summary>
    private static readonly TimeSpan ClusterLease = TimeSpan.FromSeconds(6);

    public static SimProcess Start(Cluster cluster, SimNode node)
    {
        var world = cluster.World;
        var skew = TimeSpan.FromMinutes(world.Random.Next(-5, 6));
        var clock = new NodeClock(world.Scheduler, node, skew);
        SimProcess? self = null;
        var chaos = new Chaos(world, node, cluster.AfterWrite, oneIn => cluster.Disturb(self, oneIn));
        self = new SimProcess(world.Scheduler, node, clock, services =>
        {
            services.AddSingleton<IWorkizApi>(Client(cluster, node, clock));
            services.AddSingleton<IAccountKeys, PlainKeys>();
            services.Configure<WorkizOptions>(options => options.MinInterval = world.Settings.Interval);
            services.Configure<ProcessOptions>(options =>
            {
                options.RetryBaseDelay = TimeSpan.FromSeconds(5);
                options.AutoRetries = 1;
                options.BlockedTimeout = TimeSpan.FromMinutes(10);
                options.SliceBudget = world.Settings.SliceBudget;
                if (world.Settings.IsCluster)
                    options.LeaseDuration = ClusterLease;
            });
            services.AddSingleton(world.Settings.Drivers);
            services.AddDoors().AddSingleton(BrokenDoors.Of(new SimDoors(cluster, node), world));
            AddStores(services, cluster, node, chaos);
            BrokenEngine.Break(services, world.Variant);
        });
        if (world.Settings.IsCluster)
            self.ServeInCluster();
        else
            self.Serve();
        self.Start(() => MeddleAsync(world, self));
        self.Start(() => TickAsync(world, self));
        return self;
    }

    private static IWorkizApi Client(Cluster cluster, SimNode node, TimeProvider clock)
    {
        var options = Options.Create(new WorkizOptions { BaseUrl = new Uri("http://workiz.test/api/v1/") });
        var client = new WorkizClient(options, clock, NullLogger<WorkizClient>.Instance, new WorkizHandler(cluster.World, cluster.Checks.Control, node));
        return BrokenWorkiz.Of(client, cluster.World.Variant);
    }

    private static void AddStores(IServiceCollection services, Cluster cluster, SimNode node, Chaos chaos)
    {
        var (world, checks) = (cluster.World, cluster.Checks);
        var inner = cluster.Store.Open(node, chaos);
        Add(inner.GetRequiredService<IAccountStore>());
        Add<IAccountDeletions>(new CheckedDeletions(inner.GetRequiredService<IAccountDeletions>(), checks.Checker));
        Add(inner.GetRequiredService<IOperationStore>());
        Add(inner.GetRequiredService<IRetentionStore>());
        Add(inner.GetRequiredService<IAccountStateStore>());
        Add(inner.GetRequiredService<IAccountStateReader>());
        services.AddSingleton<ILeaderRole>(new CheckedRole(
            ChaosProxy<ILeaderRole>.Around(BrokenRole.Of(inner.GetRequiredService<ILeaderRole>(), world.Variant), chaos), node, world.Clock, checks.Leaders));
        Add(inner.GetRequiredService<IBatchStore>());
        Add(inner.GetRequiredService<IJobKeys>());
        Add(inner.GetRequiredService<IJobStore>());
        Add(BrokenInbox.Of(inner.GetRequiredService<IHeadInbox>(), world));
        Add<IHeadStore>(new CheckedHeads(
            new BrokenHeads(inner.GetRequiredService<IHeadStore>(), world, node, chaos.BetweenAsync), checks.Checker, checks.Faults));

        void Add<T>(T store)
            where T : class => services.AddSingleton(ChaosProxy<T>.Around(store, chaos));
    }

    /// <summary>A scheduler that calls the tick of every process, beside the leader and without knowing who that is.</summary>
    private static async Task TickAsync(SimWorld world, SimProcess process)
    {
        while (world.FaultsOn)
        {
            await Task.Delay(TimeSpan.FromSeconds(1 + (world.Random.NextDouble() * 30)), process.Get<TimeProvider>());
            await process.TickAsync(TimeSpan.FromSeconds(10));
        }
    }

    /// <summary>Scripts that name a batch, beside the worker and without asking whether the account is free. At the end the worker must do alone.</summary>
    private static async Task MeddleAsync(SimWorld world, SimProcess process)
    {
        while (world.FaultsOn)
        {
            await Task.Delay(TimeSpan.FromSeconds(1 + (world.Random.NextDouble() * 20)), process.Get<TimeProvider>());
            var account = world.AnyAccount().Id;
            var open = world.State.Batches.Where(pair => pair.Key.Account == account).SelectMany(pair => pair.Value.Values)
                .Where(batch => batch.Status == BatchStatus.Pending).ToList();
            var batch = open.Count == 0 || world.Random.Next(2) == 0 ? (BatchId?)null : open[world.Random.Next(open.Count)].Id;
            await SimProcess.TryAsync(() => process.Get<SliceRunner>().RunAsync(account, TimeSpan.FromSeconds(10), batch, CancellationToken.None));
        }
    }
}
