using Batchline.Engine;
using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Batchline.Engine.Record;
using Batchline.Engine.Slices;
using Batchline.Rehearsal.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Batchline.Rehearsal.World;

/// <summary>A process: the real engine on a database that others may share, and a worker that drives it.</summary>
internal sealed class SimProcess
{
    private const int DueAtOnce = 1_000;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(50);

    /// <summary>One for all processes: each would stay registered for life.</summary>
    private static readonly Instruments Unheard = new();

    private readonly SimScheduler _scheduler;
    private readonly TimeSpan _budget;
    private readonly ServiceProvider _services;
    private readonly HashSet<AccountId> _running = [];

    /// <param name="scheduler">Runs all processes of a world.</param>
    /// <param name="node">When it stops and dies.</param>
    /// <param name="clock">The time as this process sees it.</param>
    /// <param name="configure">Registers stores, the Workiz API, account keys and options.</param>
    public SimProcess(SimScheduler scheduler, SimNode node, TimeProvider clock, Action<IServiceCollection> configure)
    {
        _scheduler = scheduler;
        Node = node;
        var services = new ServiceCollection()
            .AddSingleton(clock)
            .AddSingleton(new Random(scheduler.Random.Next()))
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddOptions()
            .AddBatchlineEngine()
            .AddSingleton(Unheard);
        configure(services);
        _services = services.BuildServiceProvider();
        _budget = Get<IOptions<ProcessOptions>>().Value.SliceBudget;
    }

    public SimNode Node { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>What a worker does, for ever.</summary>
    public void Start(TimeSpan pollEvery, TimeSpan sweepEvery)
    {
        Start(() => WakeAsync(pollEvery));
        Start(() => SweepAsync(sweepEvery));
    }

    /// <summary>Something else that goes on in this process.</summary>
    public void Start(Func<Task> work) => _ = _scheduler.Start(work);

    /// <summary>A store that does not answer is what a driver logs; it comes back later.</summary>
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

    private async Task WakeAsync(TimeSpan pollEvery)
    {
        while (true)
        {
            var due = await TryAsync(() => Get<IHeadInbox>().DueAsync(DueAtOnce, CancellationToken.None));
            foreach (var account in due?.Accounts.Where(_running.Add) ?? [])
                _ = RunAsync(account);
            var wait = due?.Next is { } next && next < pollEvery ? next : pollEvery;
            await Task.Delay(wait > ShortestWait ? wait : ShortestWait, Get<TimeProvider>());
        }
    }

    /// <summary>As the worker does: an account that is due again soon goes on without being looked for.</summary>
    private async Task RunAsync(AccountId account)
    {
        while (await TryAsync(() => Get<SliceRunner>().RunAsync(account, _budget, null, CancellationToken.None)) is { Held: true, DueIn: { } due } slice
            && due <= ShortWait)
        {
            await Task.Delay(due > TimeSpan.Zero ? due : slice.Jobs > 0 ? TimeSpan.Zero : IdlePause, Get<TimeProvider>());
        }
        _running.Remove(account);
    }

    private async Task SweepAsync(TimeSpan sweepEvery)
    {
        while (true)
        {
            try
            {
                await Get<OperationSweeper>().SweepAsync(CancellationToken.None);
            }
            catch (StoreUnavailableException)
            {
                // As with slices: the next sweep does it.
            }
            await Task.Delay(sweepEvery, Get<TimeProvider>());
        }
    }
}
