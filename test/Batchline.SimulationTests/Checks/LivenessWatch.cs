using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Batchline.Engine.Report;
using Batchline.SimulationTests.World;
using Batchline.Stores;

namespace Batchline.SimulationTests.Checks;

/// <summary>L2 and L3, while nothing goes wrong any more: due accounts are picked up, and the ETA keeps to the pace.</summary>
internal sealed class LivenessWatch(SimWorld world)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Dictionary<AccountId, (HeadRow Row, TimeSpan Since)> _waiting = [];

    public async Task WatchAsync()
    {
        while (true)
        {
            await Task.Delay(LookEvery, world.Clock);
            LookForStarving();
            foreach (var operation in world.State.Operations.Values.ToList())
                await AskAsync(operation);
        }
    }

    /// <summary>L2: an account that is due and free is not left lying.</summary>
    private void LookForStarving()
    {
        foreach (var row in world.State.Heads.Values)
        {
            var ready = world.Elapsed > world.CalmFrom && row.DueAt is { } due && UnixTime.At(due) <= world.State.Now && !HeadRules.IsLeased(row, world.State.Now);
            if (!ready || !_waiting.TryGetValue(row.AccountId, out var before) || before.Row.Seq != row.Seq)
                _waiting[row.AccountId] = (row, world.Elapsed);
            else if (world.Elapsed - before.Since > Patience)
                world.Checker.Report("L2: an account starves");
        }
    }

    /// <summary>
    /// L3: never sooner than the calls left at their pace. That it is not much later is not looked at: a batch that was
    /// paused or met faults counts with the time it took, and makes what is left look as slow.
    /// </summary>
    private async Task AskAsync(Operation operation)
    {
        if (operation.Status != OperationStatus.Processing || world.Processes.All(process => process.Node.StoppedFor is not null))
            return;
        var progress = await world.Processes[0].Get<ProgressReader>().ReadAsync(operation.Id, null, 10, CancellationToken.None);
        if (progress is not { Eta: { } eta })
            return;
        var working = progress.States.Where(state => state.Status == AccountStateStatus.Processing).ToList();
        if (working.Count > 0 && eta < working.Max(state => state.Counters.Pending) * world.Settings.Interval * 0.99)
            world.Checker.Report("L3: the ETA is shorter than the calls left at their pace");
    }
}
