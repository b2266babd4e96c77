using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Records;
using Batchline.Engine.Workiz;
using Batchline.Rehearsal.Scheduling;
using Batchline.Rehearsal.World;
using Batchline.Stores.Memory;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.Rehearsal.Runs;

/// <summary>One run on the virtual clock: a database in memory, a Workiz, and one process at a time.</summary>
internal sealed class RehearsalStage
{
    /// <summary>What public clients recorded: about 30 calls per minute and account.</summary>
    private const int UsualQuota = 30;

    private static readonly TimeSpan Restart = TimeSpan.FromSeconds(5);
    private readonly SimScheduler _scheduler;
    private readonly MemoryState _state;
    private readonly SimRemote _remote;
    private readonly (TimeSpan From, TimeSpan Until) _outage;
    private readonly Dictionary<string, List<JobDocument>> _listed = [];
    private int _spawned;
    private SimProcess _process;

    public RehearsalStage(RehearsalPlan plan, TimeSpan outageFrom)
    {
        Plan = plan;
        _outage = (outageFrom, outageFrom + plan.Outage);
        _scheduler = new SimScheduler(1, plan.Now);
        _state = new MemoryState(_scheduler.Clock);
        _remote = new SimRemote(_scheduler);
        foreach (var account in plan.Accounts)
            Add(account);
        _process = Spawn();
    }

    public RehearsalPlan Plan { get; }

    public Dictionary<string, IReadOnlyDictionary<string, JobDocument>> Jobs { get; } = [];

    public bool IsDown => _scheduler.Clock.Elapsed >= _outage.From && _scheduler.Clock.Elapsed < _outage.Until;

    public IReadOnlyList<JobDocument> Listed(string token, DateOnly from)
    {
        var first = from.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return [.. _listed[token].Where(job => string.CompareOrdinal(JobFacts.Of(job).JobDateTime, first) >= 0)];
    }

    /// <param name="kills">When the process dies.</param>
    /// <param name="stop">Gives up the rehearsal.</param>
    public RehearsalReport Run(IReadOnlyList<TimeSpan> kills, CancellationToken stop)
    {
        var started = _scheduler.Start(StartAsync);
        foreach (var kill in kills)
            _ = _scheduler.Start(() => KillAsync(kill));
        _scheduler.RunUntil(() => stop.IsCancellationRequested || started.IsFaulted || (started.IsCompleted && Operation() is { EndTime: not null }));
        stop.ThrowIfCancellationRequested();
        started.GetAwaiter().GetResult();
        var operation = Operation() ?? throw new InvalidOperationException("The rehearsed operation did not start.");
        return new RehearsalReport(operation.Status, Since(operation.EndTime), [.. Plan.Accounts.Select(account => Part(account, operation))]);
    }

    private Operation? Operation() => _state.Operations.Values.SingleOrDefault();

    private RehearsedPart Part(RehearsedAccount account, Operation operation)
    {
        var state = _state.State(operation.Id, account.Id);
        var arrivals = _remote.Accounts[account.Id.Value];
        return new RehearsedPart(account.Name, state?.Counters.Total ?? 0, arrivals.Requests, arrivals.Refused, Since(state?.EndTime));
    }

    private TimeSpan Since(DateTimeOffset? end) => (end ?? _scheduler.Clock.GetUtcNow()) - Plan.Now;

    private void Add(RehearsedAccount account)
    {
        var token = account.Id.Value;
        _state.Accounts[token] = new Account { Id = account.Id, Name = account.Name, WorkizApiKey = token, Pace = account.Pace };
        _state.Heads[account.Id] = new HeadRow { AccountId = account.Id, Body = account.Head };
        var jobs = new SortedDictionary<string, MemoryJob>(StringComparer.Ordinal);
        foreach (var job in account.Jobs)
            jobs[job.Document.Uuid] = new MemoryJob(job with { AccountId = account.Id }, JobFacts.Of(job.Document));
        _state.Jobs[account.Id] = jobs;
        Jobs[token] = jobs.Values.ToDictionary(job => job.Job.Document.Uuid, job => job.Job.Document);
        _listed[token] = [.. jobs.Values.OrderByDescending(job => job.Facts.JobDateTime, StringComparer.Ordinal).Select(job => job.Job.Document)];
        var arrivals = _remote.Add(token, TimeSpan.Zero);
        var calls = Plan.Quota ?? account.Pace.QuotaCalls ?? Plan.Workiz.QuotaCalls ?? account.Head.Pace.LearnedCalls ?? UsualQuota;
        arrivals.Quota = new SimQuota(calls, account.Pace.QuotaWindow ?? Plan.Workiz.QuotaWindow);
    }

    private SimProcess Spawn()
    {
        var node = new SimNode($"n{++_spawned}", _scheduler);
        var process = new SimProcess(_scheduler, node, new NodeClock(_scheduler, node, TimeSpan.Zero), services => services
            .AddMemoryStore(_state, node.Name)
            .AddSingleton<IAccountKeys, PlainKeys>()
            .AddSingleton<IWorkizApi>(new RehearsedWorkiz(_remote, node, this))
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(Plan.Workiz))
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(Plan.Sync)));
        process.Serve();
        return process;
    }

    private async Task StartAsync()
    {
        var request = new StartRequest { Strategy = Plan.Strategy, Full = Plan.Full, BatchSize = Plan.BatchSize };
        await _process.Get<OperationStarter>().StartAsync(request, CancellationToken.None);
    }

    private async Task KillAsync(TimeSpan at)
    {
        await Task.Delay(at, _scheduler.Clock);
        _process.Node.Kill();
        _state.MarkDead(_process.Node.Name);
        await Task.Delay(Restart, _scheduler.Clock);
        _process = Spawn();
    }
}
