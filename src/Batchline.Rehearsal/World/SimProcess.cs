using Batchline.Engine;
using Batchline.Engine.Chores;
using Batchline.Engine.Doors;
using Batchline.Engine.Drivers;
using Batchline.Engine.Failures;
using Batchline.Engine.Leadership;
using Batchline.Engine.Telemetry;
using Batchline.Rehearsal.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Batchline.Rehearsal.World;

/// <summary>A process: the real engine and its real drivers on a database that other processes may share.</summary>
internal sealed class SimProcess
{
    /// <summary>One for all processes, because each instance would stay registered forever.</summary>
    private static readonly Instruments Unread = new();

    private readonly SimScheduler _scheduler;
    private readonly TimeProvider _clock;
    private readonly ServiceProvider _services;

    /// <param name="scheduler">Runs all processes of a world.</param>
    /// <param name="node">When it stops and dies.</param>
    /// <param name="clock">This process's clock.</param>
    /// <param name="configure">Registers stores, the Workiz API, account keys, and options.</param>
    public SimProcess(SimScheduler scheduler, SimNode node, TimeProvider clock, Action<IServiceCollection> configure)
    {
        _scheduler = scheduler;
        _clock = clock;
        Node = node;
        var services = new ServiceCollection()
            .AddSingleton(clock)
            .AddSingleton(new Random(scheduler.Random.Next()))
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddOptions()
            .AddSingleton<StoreHealth>()
            .AddBatchlineEngine()
            .AddSingleton(Unread);
        configure(services);
        _services = services.BuildServiceProvider();
    }

    public SimNode Node { get; }

    /// <summary>Ends only on a fault.</summary>
    public Task Driving { get; private set; } = Task.CompletedTask;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Does what <c>batchline serve</c> does: leads when no other process does.</summary>
    public void Serve() => Lead(Get<Worker>().RunAsync);

    /// <summary>Does what <c>batchline serve --mode cluster</c> does: leads when no other process does, and works on what any leader hands to it.</summary>
    public void ServeInCluster() => Lead(Get<Dispatcher>().RunAsync);

    /// <summary>Does what a call of <c>/api/cron/tick</c> does.</summary>
    public Task<TickResult?> TickAsync(TimeSpan budget) =>
        TryAsync(() => Get<Tick>().RunAsync(new RequestTime(_clock, budget), CancellationToken.None));

    /// <summary>Starts other work in this process.</summary>
    public void Start(Func<Task> work) => _ = _scheduler.Start(work);

    /// <summary>Null: the store did not answer, as the caller would be told; it comes back later.</summary>
    public static async Task<T?> TryAsync<T>(Func<Task<T>> work)
        where T : class
    {
        try
        {
            return await work();
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    private void Lead(Func<LeaderTerm, Task> work) => Driving = _scheduler.Start(() =>
        Get<Leader>().RunAsync(term => Get<ChoreRunner>().RepeatAsync(term.Over), work, CancellationToken.None));
}
