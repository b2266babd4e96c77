using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Progress;
using Batchline.SimulationTests.World;
using Batchline.Stores.Rules;

namespace Batchline.SimulationTests.Checks;

/// <summary>L2 and L3, while nothing goes wrong: due accounts are picked up, and the ETA keeps to the pace.</summary>
internal sealed class LivenessWatch(SimWorld world)
{
    private static readonly TimeSpan ShortestLook = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(17);
    private readonly Dictionary<AccountId, (HeadRow Row, TimeSpan Since)> _waiting = [];
    private readonly List<(OperationId Operation, TimeSpan At, TimeSpan Eta)> _told = [];

    private TimeSpan LookEvery => world.Settings.Drivers.PollEvery > ShortestLook ? world.Settings.Drivers.PollEvery : ShortestLook;

    public async Task WatchAsync()
    {
        while (true)
        {
            await Task.Delay(LookEvery, world.Clock);
            if (world.FaultsOn)
                continue;
            LookForStarving();
            foreach (var operation in world.State.Operations.Values.ToList())
            {
                if (OperationTransitions.IsTerminal(operation.Status))
                    Compare(operation);
                else
                    await AskAsync(operation);
            }
        }
    }

    public void AtEnd()
    {
        foreach (var operation in world.State.Operations.Values)
            Compare(operation);
    }

    /// <summary>L2: an account that is due and free is not left lying.</summary>
    private void LookForStarving()
    {
        foreach (var row in world.State.Heads.Values)
        {
            var ready = world.Elapsed > world.CalmFrom && row.DueAt is { } due && DateTimeOffset.FromUnixTimeMilliseconds(due) <= world.State.Now && !HeadRules.IsLeased(row, world.State.Now);
            if (!ready || !_waiting.TryGetValue(row.AccountId, out var before) || before.Row.Seq != row.Seq)
                _waiting[row.AccountId] = (row, world.Elapsed);
            else if (world.Elapsed - before.Since > LookEvery + Patience + world.Settings.Drivers.Role)
                world.Report("L2: an account starves");
        }
    }

    /// <summary>L3: never sooner than the calls left at their pace.</summary>
    private async Task AskAsync(Operation operation)
    {
        if (operation.Status != OperationStatus.Processing || world.Processes.All(process => process.Node.StoppedFor is not null))
            return;
        var accounts = await world.Processes[0].Get<AccountProgressReader>().ReadAsync(operation.Id, AccountStateStatus.Processing, 10, CancellationToken.None);
        var progress = await world.Processes[0].Get<ProgressReader>().ReadAsync(operation.Id, CancellationToken.None);
        if (progress is not { Eta: { } eta })
            return;
        var working = accounts.Select(account => account.State).ToList();
        if (working.Count > 0 && eta < working.Max(state => state.Counters.Pending) * world.Settings.Interval * 0.99)
            world.Report("L3: the ETA is shorter than the calls left at their pace");

        // Elsewhere a call counts with the time it took of late, and a fault or a pause makes what is left look as slow.
        if (world.Settings.IsCalm)
            _told.Add((operation.Id, world.Elapsed, eta));
    }

    /// <summary>L3: where nothing went wrong it was hardly later than what came. Jobs that are asked again make it later than told.</summary>
    private void Compare(Operation operation)
    {
        var wentThrough = operation.Requested == ControlAction.Run;
        if (wentThrough && _told.Any(told => told.Operation == operation.Id && told.Eta > ((world.Elapsed - told.At) * 1.1) + LookEvery))
            world.Report("L3: the ETA was much longer than it took");
        _told.RemoveAll(told => told.Operation == operation.Id);
    }
}
