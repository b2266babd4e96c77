using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Rules;

namespace Batchline.SimulationTests.Checks;

/// <summary>S3 and S4: batches and counters of one account in one operation.</summary>
internal sealed class SumCheck(MemoryState state)
{
    /// <summary>Odd rows are counted once each, however often their page came.</summary>
    public static void CountOddRows(Run run, int odd, Action<string> report)
    {
        var listed = run.Strategy == Strategy.ListFirst && run.Counters.ListingsFailed == 0
            && (run.Phase == RunPhase.Processing || run is { Phase: RunPhase.Ended, Status: AccountStateStatus.Completed });
        if (listed && run.Counters.OddRows != odd)
            report("S4: odd rows of the list are not all counted once");
    }

    /// <summary>Nobody holds the account: the counters are the sums over the batches as they stand.</summary>
    public void AtRest(HeadRow head, Run run, Action<string> report)
    {
        if (run.Phase is RunPhase.Processing or RunPhase.Ended && run.TotalBatches > 0)
            Compare(run.Counters, BatchesOf(run.OperationId, head.AccountId, run.TotalBatches), run.OperationId, head.AccountId, run.Strategy, report);
    }

    public void AtEnd(Operation operation, AccountState row, Action<string> report)
    {
        var batches = BatchesOf(operation.Id, row.AccountId, row.TotalBatches);
        foreach (var batch in batches)
            CheckEnded(row, batch, report);
        if (row.Status == AccountStateStatus.Completed)
            Compare(row.Counters, batches, operation.Id, row.AccountId, operation.Strategy, report);
    }

    private static void CheckEnded(AccountState row, Batch batch, Action<string> report)
    {
        var outcomes = batch.CompletedJobs.Concat(batch.MissingJobs).Concat(batch.FailedJobs).ToList();
        if (outcomes.Distinct().Count() != outcomes.Count)
            report("S3: a job of a batch has two outcomes");
        if (batch.Status is BatchStatus.Pending or BatchStatus.Processing)
        {
            if (row.Status is not (AccountStateStatus.Blocked or AccountStateStatus.Paused))
                report("L1: a batch was left open");
        }
        else if (batch.Status != BatchStatus.Cancelled && !outcomes.ToHashSet().SetEquals(batch.JobUuids))
        {
            report("S3: a job of a batch has no outcome");
        }
    }

    private List<Batch> BatchesOf(OperationId operation, AccountId account, int total) =>
        state.Batches.GetValueOrDefault((operation, account))?.Values.Where(batch => batch.Number <= total).ToList() ?? [];

    private void Compare(
        Counters counters, List<Batch> batches, OperationId operation, AccountId account, Strategy strategy, Action<string> report)
    {
        var listed = strategy == Strategy.Each ? 0 : Listed(operation, account, counters.Total - counters.OddRows - batches.Sum(batch => batch.JobUuids.Count));
        if (counters.Completed != listed + batches.Sum(batch => batch.CompletedJobs.Count)
            || counters.Missing != batches.Sum(batch => batch.MissingJobs.Count)
            || counters.Failed != counters.OddRows + batches.Sum(batch => batch.FailedJobs.Count)
            || counters.Total != counters.OddRows + listed + batches.Sum(batch => batch.JobUuids.Count)
            || counters.BatchesCompleted != batches.Count(batch => batch.Status == BatchStatus.Completed)
            || counters.BatchesFailed != batches.Count(batch => batch.Status == BatchStatus.Failed)
            || counters.BatchesWithErrors != batches.Count(batch => batch.Status == BatchStatus.CompletedWithErrors))
        {
            report("S4: counters differ from the sum over the batches");
        }
    }

    /// <summary>
    /// The marks of another listing may hide those of this one, a deletion all but a job that was asked for meanwhile: then
    /// what is beyond the batches was listed.
    /// </summary>
    private long Listed(OperationId operation, AccountId account, long beyond)
    {
        var certain = state.Operations.Count == 1 && state.Accounts.ContainsKey(account.Value);
        return certain ? state.Jobs[account].Values.Count(job => job.Job.Sync.SeenIn == operation) : beyond;
    }
}
