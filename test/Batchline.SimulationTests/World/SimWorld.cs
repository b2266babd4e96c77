using System.Globalization;
using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Batchline.Engine.Plan;
using Batchline.Engine.Record;
using Batchline.SimulationTests.Checks;
using Batchline.SimulationTests.Scheduling;
using Batchline.SimulationTests.Variants;
using Batchline.Stores.Memory;

namespace Batchline.SimulationTests.World;

/// <summary>One seed: two processes on one database, a remote, and everything that goes wrong. It ends with a verdict.</summary>
internal sealed class SimWorld
{
    private const int DisturbOneIn = 150;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(70);
    private static readonly TimeSpan Limit = TimeSpan.FromHours(2);
    private readonly SimScheduler _scheduler;
    private readonly Checker _checker;
    private readonly Variant _variant;
    private readonly List<SimProcess> _processes = [];
    private readonly List<string> _trace = [];
    private int _born;
    private int _started;
    private int _stops;
    private int _killsLeft;
    private int _stopsLeft;

    public SimWorld(int seed, Variant variant)
    {
        _scheduler = new SimScheduler(seed);
        _variant = variant;
        Settings = SimSettings.Draw(_scheduler.Random);
        (_killsLeft, _stopsLeft) = (Settings.Kills, Settings.Stops);
        State = new MemoryState(_scheduler.Clock);
        Remote = new SimRemote(_scheduler, Settings, Interval);
        _checker = new Checker(State);
        for (var index = 0; index < Settings.Accounts; index++)
            AddAccount(index);
    }

    public SimSettings Settings { get; }

    public MemoryState State { get; }

    public SimRemote Remote { get; }

    public SimVerdict Run()
    {
        Bear();
        Bear();
        var story = _scheduler.Start(StoryAsync);
        var ended = _scheduler.RunUntil(() => story.IsFaulted || _scheduler.Clock.Elapsed > Limit || (story.IsCompleted && IsAtRest()));
        if (story.Exception is { } exception)
            throw new InvalidOperationException("The story broke.", exception);
        if (!ended)
            _checker.Report("L1: nothing is left to run");
        _checker.AtEnd([.. State.Operations.Values]);
        foreach (var account in Remote.Accounts.Values)
        {
            // Each stop of a process beyond its lease may overlap, or send early, one request per account.
            if (account.Overlapping > _stops)
                _checker.Report("S1: two requests of one account were in flight");
            if (account.Early > _stops)
                _checker.Report("S2: two requests of one account were too close");
        }
        _trace.Add(string.Create(CultureInfo.InvariantCulture, $"end {_scheduler.Clock.Elapsed} {Remote.Requests} requests {_scheduler.Steps} steps"));
        if (_checker.Violations.Count > 0)
            _trace.AddRange(State.Heads.Values.Select(head => $"{head.AccountId} {head}: {HeadJson.WriteBody(head.Body)}"));
        return new SimVerdict(_checker.Violations, _trace, Remote.Requests, _scheduler.Clock.Elapsed);
    }

    private void AddAccount(int index)
    {
        var id = new AccountId($"{index + 1:x24}");
        var token = $"token{index}";
        var account = new Account { Id = id, Name = token, WorkizApiKey = token };
        State.Accounts[id.Value] = account;
        var jobs = Enumerable.Range(0, Settings.JobsPerAccount)
            .Select(job => new SimJob($"J{job:D4}") { Kind = Draw() }).ToList();
        Remote.Add(token, jobs);

        // Known already: stored by an earlier program, without notes of ours.
        State.Jobs[id] = new(StringComparer.Ordinal);
        foreach (var job in jobs)
            State.Jobs[id][job.Uuid] = Known.Job(id, job);
    }

    private SimJobKind Draw() => _scheduler.Random.Next(16) switch
    {
        0 => SimJobKind.Gone,
        1 => SimJobKind.Stranger,
        2 => SimJobKind.Broken,
        _ => SimJobKind.Good,
    };

    private void Bear()
    {
        var node = new SimNode($"n{++_born}", _scheduler);
        var process = new SimProcess(_scheduler, this, node, _checker, _variant);
        _processes.Add(process);
        process.Start([.. State.Accounts.Values.Select(account => account.Id)]);
        Note($"{node.Name} starts");
    }

    private async Task StoryAsync()
    {
        await StartOperationAsync(OnBusy.Reject);
        var events = Enumerable.Repeat<Func<Task>>(KillAsync, Settings.Kills)
            .Concat(Enumerable.Repeat<Func<Task>>(StopAsync, Settings.Stops))
            .Concat(Enumerable.Repeat<Func<Task>>(RetryAsync, Settings.Retries))
            .Concat(Enumerable.Repeat<Func<Task>>(() => StartOperationAsync(OnBusy.Skip), Settings.MoreOperations)).ToArray();
        _scheduler.Random.Shuffle(events);
        foreach (var next in events)
        {
            await WaitAsync(Settings.Patience);
            await next();
        }
        await WaitAsync(5);
        Remote.FaultsOn = false;
        foreach (var process in _processes)
        {
            process.Chaos.FaultsOn = false;
            process.Node.Continue();
        }
        Note("faults end");
    }

    /// <summary>A client asks until it is answered, with the same idempotency key.</summary>
    private async Task StartOperationAsync(OnBusy onBusy)
    {
        var key = $"operation {++_started}";
        var request = new StartRequest
        {
            BatchSize = Settings.BatchSize,
            Strategy = Settings.Strategy,
            OnBusy = onBusy,
            IdempotencyKey = key,
            RequestHash = "same",
        };
        while (true)
        {
            try
            {
                var process = await AnyAsync();
                var result = await process.Node.AnswerAsync(process.Get<OperationStarter>().StartAsync(request, CancellationToken.None));
                Note($"start: {result?.GetType().Name ?? "no answer"}");
                if (result is not null)
                    return;
            }
            catch (StoreUnavailableException)
            {
                await WaitAsync(1);
            }
        }
    }

    /// <summary>Called at every await of a process: some of the kills and stops of the seed happen right there.</summary>
    public void Disturb(SimProcess process)
    {
        if (process.Node.IsDead || process.Node.StoppedFor is not null || _scheduler.Random.Next(DisturbOneIn) != 0)
            return;
        if (_killsLeft > 0 && _scheduler.Random.Next(2) == 0)
        {
            _killsLeft--;
            _ = _scheduler.Start(() => KillAsync(process));
        }
        else if (_stopsLeft > 0)
        {
            _stopsLeft--;
            Stop(process);
        }
    }

    private async Task KillAsync() => await KillAsync(await AnyAsync());

    private async Task KillAsync(SimProcess victim)
    {
        Note($"{victim.Node.Name} dies");
        victim.Node.Kill();
        _processes.Remove(victim);
        if (Settings.DeathIsKnown)
            State.MarkDead(victim.Node.Name);
        await WaitAsync(0.5);
        Bear();
    }

    private async Task StopAsync() => Stop(await AnyAsync());

    private void Stop(SimProcess process)
    {
        var pause = LongestStop * _scheduler.Random.NextDouble();
        process.Node.Stop(pause);
        _stops++;
        Note($"{process.Node.Name} stops for {pause}");
    }

    private async Task RetryAsync()
    {
        var failed = State.Batches.Values.SelectMany(rows => rows.Values)
            .Where(batch => batch.Status is BatchStatus.Failed or BatchStatus.CompletedWithErrors).ToList();
        if (failed.Count == 0)
            return;
        var batch = failed[_scheduler.Random.Next(failed.Count)];
        try
        {
            var process = await AnyAsync();
            var result = await process.Node.AnswerAsync(process.Get<BatchRetrier>().RetryAsync(batch.Id, force: true, CancellationToken.None));
            Note($"retry of {batch.AccountId}/{batch.Number}: {result?.GetType().Name ?? "no answer"}");
        }
        catch (StoreUnavailableException)
        {
            Note("a retry was not answered");
        }
    }

    private async Task<SimProcess> AnyAsync()
    {
        while (_processes.Count == 0)
            await WaitAsync(1);
        return _processes[_scheduler.Random.Next(_processes.Count)];
    }

    private Task WaitAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(_scheduler.Random.NextDouble() * seconds), _scheduler.Clock);

    private bool IsAtRest() =>
        State.Operations.Values.All(operation => OperationTransitions.IsTerminal(operation.Status))
        && State.Heads.Values.All(head => head.DueAt is null && head.Released);

    private void Note(string text) => _trace.Add($"{_scheduler.Clock.Elapsed} {text}");
}
