using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.SimulationTests.Workiz;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Checks;

/// <summary>What a fault must not cost: F1 good jobs, F2 the account, F3 good rows of the list; and S4 of its odd ones.</summary>
internal sealed class FaultWatch(SimWorld world)
{
    public void OnCommit(HeadView head)
    {
        var account = world.Accounts.First(account => account.Id == head.AccountId);
        CheckBlocked(account, head.Body);
        if (head.Body.Run is { } run)
            SumCheck.CountOddRows(run, account.List.OddReached, world.Report);
    }

    public void AtEnd()
    {
        foreach (var account in world.Accounts.Where(account => !world.IsDeleted(account)))
        {
            LookForFailedJobs(account);
            LookForLostRows(account);
        }
    }

    /// <summary>F2. A bad answer to the probe may be believed: nothing else tells a bad key from a bad path.</summary>
    private void CheckBlocked(SimAccount account, HeadBody body)
    {
        var mayBeBelieved = account.ProbeWasBad || account.HadStrangersKey || (account.KeyWasChanged && !CanProveItsKey(account));
        if (body.Blocked is not null && !mayBeBelieved)
            world.Report("F2: an account with a good key is blocked");
    }

    /// <summary>A new key is known by a job that it gives out.</summary>
    private bool CanProveItsKey(SimAccount account) =>
        !account.Lacks(SimPath.Jobs) && world.State.Jobs.TryGetValue(account.Id, out var stored)
        && account.Jobs.Any(job => job.IsGood && stored.ContainsKey(job.Uuid));

    /// <summary>F1: no job that is good fails by an hour in which no job was answered well.</summary>
    private void LookForFailedJobs(SimAccount account)
    {
        if (account.Lacks(SimPath.Jobs))
            return;
        var blameless = account.Jobs.Where(job => job is { IsGood: true, WasBlamed: false }).Select(job => job.Uuid).ToHashSet();
        var failed = world.State.Batches.Where(pair => pair.Key.Account == account.Id).SelectMany(pair => pair.Value.Values)
            .Where(batch => batch.Status is BatchStatus.Failed or BatchStatus.CompletedWithErrors).SelectMany(batch => batch.FailedJobs);
        if (failed.Any(blameless.Contains))
            world.Report("F1: a good job failed by an hour that passed");
    }

    /// <summary>F3: every row of a list that can be read to its end is stored.</summary>
    private void LookForLostRows(SimAccount account)
    {
        var completed = world.State.States.Values.SelectMany(rows => rows.Values)
            .Any(row => row.AccountId == account.Id && row is { Status: AccountStateStatus.Completed });
        if (!completed || account.Lacks(SimPath.List) || account.Lacks(SimPath.LaterPages))
            return;
        var stored = world.State.Jobs[account.Id];
        if (account.List.JobsReached.Any(job => !stored.ContainsKey(job.Uuid)))
            world.Report("F3: a row of the list is not stored");
    }
}
