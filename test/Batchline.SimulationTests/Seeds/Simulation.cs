using System.Globalization;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.SimulationTests.Checks;
using Batchline.SimulationTests.Processes;
using Batchline.SimulationTests.Stores;
using Batchline.SimulationTests.Story;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Seeds;

/// <summary>One seed: some processes on one database, a remote, and everything that goes wrong. It ends with a verdict.</summary>
internal sealed class Simulation(int seed, Variant variant, StoreKind kind = StoreKind.Memory)
{
    private readonly SimWorld _world = new(seed, variant, kind);

    /// <summary>Once: its database is gone afterwards.</summary>
    public SimVerdict Run()
    {
        using var store = WorldStores.Make(_world);
        store.Begin();
        var checks = new WorldChecks(_world);
        var cluster = new Cluster(_world, store, checks);
        cluster.Start();
        _ = _world.Scheduler.Start(checks.Liveness.WatchAsync);
        var story = _world.Scheduler.Start(new StoryTeller(cluster).TellAsync);
        var ended = _world.Scheduler.RunUntil(() => story.IsFaulted || _world.Elapsed > _world.Settings.Limit || (story.IsCompleted && IsAtRest()));
        if (story.Exception is { } exception)
            _world.Report($"the story broke: {exception}");
        if (!ended)
            _world.Report("L1: nothing is left to run, or it never ends");
        foreach (var process in _world.Processes.Where(process => process.Driving.IsCompleted))
            _world.Report($"L1: {process.Node.Name} does not drive any more: {process.Driving.Exception}");
        cluster.AfterWrite();
        checks.AtEnd();
        LookBack(checks.Checker);
        return new SimVerdict(
            _world.Violations, [.. _world.Trace, .. LastRows()], _world.Happened, _world.Remote.Requests, cluster.Kills, _world.Elapsed * _world.Accounts.Count);
    }

    /// <summary>A reservation that arrives after its operation was cleared away is found by a chore within a minute.</summary>
    private bool IsAtRest() =>
        _world.State.Active.Values.All(holder => _world.State.Operations.ContainsKey(holder.Value))
        && _world.State.Operations.Values.All(operation => OperationTransitions.IsTerminal(operation.Status))
        && _world.State.Heads.Values.All(head => head.DueAt is null && head.Released);

    private void LookBack(Checker checker)
    {
        _world.Note(string.Create(CultureInfo.InvariantCulture, $"end: {_world.Remote.Requests} requests {_world.Scheduler.Steps} steps"));
        if (_world.Accounts.Any(account => account.Arrivals.Refused > 0))
            _world.Saw(Happening.QuotaReached);
        if (checker.SawBlocked)
            _world.Saw(Happening.AccountBlocked);
        if (_world.State.Operations.Values.Any(operation => operation.Requested == ControlAction.Stop))
            _world.Saw(Happening.TooMuchFailed);
    }

    /// <summary>What the database holds in the end, where something is wrong.</summary>
    private IEnumerable<string> LastRows() => _world.Violations.Count == 0 ? [] :
    [
        .. _world.State.Operations.Values.Select(operation => operation.ToString()),
        .. _world.State.States.Values.SelectMany(rows => rows.Values).Select(row => row.ToString()),
        .. _world.State.Heads.Values.Select(head => $"{head.AccountId} {head}: {HeadJson.WriteBody(head.Body)} {HeadJson.FactsOf(head.Body)}"),
    ];
}
