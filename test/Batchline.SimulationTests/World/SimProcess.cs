using Batchline.Engine;
using Batchline.Engine.Accounts;
using Batchline.Engine.Discover;
using Batchline.Engine.Operations;
using Batchline.Engine.Plan;
using Batchline.Engine.Record;
using Batchline.Engine.Slices;
using Batchline.SimulationTests.Checks;
using Batchline.SimulationTests.Scheduling;
using Batchline.SimulationTests.Variants;
using Batchline.Stores.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Batchline.SimulationTests.World;

/// <summary>A process: the real engine on the shared database, with chaos around every call, and a worker that drives it.</summary>
internal sealed class SimProcess
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(50);
    private readonly SimScheduler _scheduler;
    private readonly SimWorld _world;
    private readonly ServiceProvider _services;
    private readonly HashSet<AccountId> _running = [];

    public SimProcess(SimScheduler scheduler, SimWorld world, SimNode node, Checker checker, Variant variant)
    {
        _scheduler = scheduler;
        _world = world;
        Node = node;
        Chaos = new Chaos(scheduler, world.Settings, node, checker.AfterWrite, () => world.Disturb(this));
        var skew = TimeSpan.FromMinutes(scheduler.Random.Next(-5, 6));
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(new NodeClock(scheduler, node, skew))
            .AddSingleton(new Random(scheduler.Random.Next()))
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddOptions()
            .AddSingleton<IWorkizApi>(new SimWorkiz(world.Remote, node))
            .AddSingleton<IAccountKeys, PlainKeys>()
            .AddBatchlineEngine();
        services.Configure<ProcessOptions>(options => options.RetryBaseDelay = TimeSpan.FromSeconds(10));
        AddStores(services, world.State, checker, variant);
        _services = services.BuildServiceProvider();
    }

    public SimNode Node { get; }

    public Chaos Chaos { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>What a worker does, for ever.</summary>
    public void Start(IReadOnlyList<AccountId> accounts)
    {
        _ = _scheduler.Start(WakeAsync);
        _ = _scheduler.Start(SweepAsync);
        _ = _scheduler.Start(() => MeddleAsync(accounts));
    }

    private void AddStores(IServiceCollection services, MemoryState state, Checker checker, Variant variant)
    {
        var inner = new ServiceCollection()
            .AddMemoryStore(state, Node.Name, _ => Chaos.BetweenAsync())
            .BuildServiceProvider();
        services.AddSingleton(Around(inner.GetRequiredService<IAccountStore>()));
        services.AddSingleton(Around(inner.GetRequiredService<IOperationStore>()));
        services.AddSingleton(Around(inner.GetRequiredService<IAccountStateStore>()));
        services.AddSingleton(Around(inner.GetRequiredService<IAccountStateReader>()));
        services.AddSingleton(Around(inner.GetRequiredService<IBatchStore>()));
        services.AddSingleton(Around(inner.GetRequiredService<IJobKeys>()));
        services.AddSingleton(Around(inner.GetRequiredService<IJobStore>()));
        services.AddSingleton(Around(inner.GetRequiredService<IHeadInbox>()));
        var heads = new BrokenHeads(inner.GetRequiredService<IHeadStore>(), state, Node, variant, Chaos.BetweenAsync);
        services.AddSingleton(Around<IHeadStore>(new CheckedHeads(heads, checker)));
    }

    private T Around<T>(T inner)
        where T : class => ChaosProxy<T>.Around(inner, Chaos);

    private async Task WakeAsync()
    {
        while (true)
        {
            await TryAsync(async () =>
            {
                var due = await Get<IHeadInbox>().DueAsync(10, CancellationToken.None);
                foreach (var account in due.Accounts.Where(_running.Add))
                    _ = RunAsync(account);
            });
            await Task.Delay(TimeSpan.FromMilliseconds(500), Get<TimeProvider>());
        }
    }

    private async Task RunAsync(AccountId account)
    {
        await TryAsync(() => Get<SliceRunner>().RunAsync(account, Budget, null, CancellationToken.None));
        _running.Remove(account);
    }

    /// <summary>Scripts that name a batch, beside the worker and without asking whether the account is free.</summary>
    private async Task MeddleAsync(IReadOnlyList<AccountId> accounts)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(1 + (_scheduler.Random.NextDouble() * 10)), Get<TimeProvider>());
            var account = accounts[_scheduler.Random.Next(accounts.Count)];
            var open = _world.State.Batches.Where(pair => pair.Key.Account == account).SelectMany(pair => pair.Value.Values)
                .Where(batch => batch.Status == BatchStatus.Pending).ToList();
            var batch = open.Count == 0 || _scheduler.Random.Next(2) == 0 ? (BatchId?)null : open[_scheduler.Random.Next(open.Count)].Id;
            await TryAsync(() => Get<SliceRunner>().RunAsync(account, TimeSpan.FromSeconds(10), batch, CancellationToken.None));
        }
    }

    private async Task SweepAsync()
    {
        while (true)
        {
            await TryAsync(() => Get<OperationSweeper>().SweepAsync(CancellationToken.None));
            await Task.Delay(TimeSpan.FromSeconds(2), Get<TimeProvider>());
        }
    }

    private static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (StoreUnavailableException)
        {
            // A worker logs it and comes back.
        }
    }
}
