using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Batchline.Engine.Plan;
using Batchline.Engine.Record;
using Batchline.Stores;
using Batchline.Stores.Memory;

namespace Batchline.SimulationTests.Checks;

/// <summary>Looks at what is stored after every write, and at the end.</summary>
internal sealed class Checker(MemoryState state)
{
    private readonly SortedSet<string> _violations = new(StringComparer.Ordinal);
    private readonly Dictionary<AccountId, (long Fence, long Seq)> _heads = [];
    private readonly Dictionary<(AccountId, string), (long, long)> _jobs = [];
    private readonly Dictionary<(AccountId, OperationId), long> _done = [];

    public IReadOnlyCollection<string> Violations => _violations;

    public void Report(string violation) => _violations.Add(violation);

    public void AfterWrite()
    {
        foreach (var row in state.Heads.Values)
        {
            CheckHead(row);
            if (row.Body.Run is { } run)
                CheckRun(row, run);
        }
        foreach (var (account, jobs) in state.Jobs)
        {
            foreach (var (uuid, job) in jobs)
                CheckJob(account, uuid, job);
        }
    }

    /// <summary>S5: an overtaken fence changed nothing.</summary>
    public void OnCommit(Checkpoint checkpoint, HeadView? head)
    {
        if (head is not null && checkpoint.Head.Fence < head.Fence)
            Report("S5: a write under an old fence changed a head");
    }

    /// <summary>At rest everything adds up.</summary>
    public void AtEnd(IReadOnlyCollection<Operation> operations)
    {
        foreach (var operation in operations)
        {
            if (!OperationTransitions.IsTerminal(operation.Status))
                Report("L1: an operation did not end");
            foreach (var row in state.States.GetValueOrDefault(operation.Id)?.Values ?? Enumerable.Empty<AccountState>())
                CheckSums(operation, row);
        }
    }

    private void CheckHead(HeadRow row)
    {
        var order = (row.Fence, row.Seq);
        if (_heads.TryGetValue(row.AccountId, out var before) && order.CompareTo(before) < 0)
            Report("S5: a head went back");
        _heads[row.AccountId] = order;
    }

    private void CheckRun(HeadRow row, Run run)
    {
        var done = run.Counters.Completed + run.Counters.Missing;
        var key = (row.AccountId, run.OperationId);
        if (_done.TryGetValue(key, out var before) && done < before)
            Report("S4: done counts went down");
        _done[key] = done;
        if (run.Open is not { } open)
            return;
        var failed = open.Failed.Select(job => job.Uuid).ToList();
        var outcomes = open.Completed.Concat(open.Missing).Concat(failed).ToList();
        if (outcomes.Distinct().Count() != outcomes.Count)
            Report("S3: a job of an open batch has two outcomes");
        if (!outcomes.Concat(open.Remaining).ToHashSet().SetEquals(open.JobUuids) || open.Remaining.Any(open.Completed.Concat(open.Missing).Contains))
            Report("S3: a job of an open batch is lost");
    }

    private void CheckJob(AccountId account, string uuid, MemoryJob job)
    {
        var order = (job.Job.Sync.Fence, job.Job.Sync.Seq);
        if (_jobs.TryGetValue((account, uuid), out var before) && order.CompareTo(before) < 0)
            Report("S5: a job document went back");
        _jobs[(account, uuid)] = order;
        if (!job.Job.Document.Json.Contains($"\"UUID\":\"{uuid}\"", StringComparison.Ordinal))
            Report("S7: a stored job is another one");
    }

    /// <summary>The marks of another listing may hide those of this one: then what is beyond the batches was listed.</summary>
    private long Listed(Operation operation, AccountState row, long beyond)
    {
        var others = state.Operations.Values.Any(other => other.Id != operation.Id);
        return others ? beyond : state.Jobs.GetValueOrDefault(row.AccountId)?.Values.Count(job => job.Job.Sync.SeenIn == operation.Id) ?? 0;
    }

    private void CheckSums(Operation operation, AccountState row)
    {
        var batches = state.Batches.GetValueOrDefault((operation.Id, row.AccountId))?.Values.Where(batch => batch.Number <= row.TotalBatches).ToList() ?? [];
        foreach (var batch in batches)
        {
            var outcomes = batch.CompletedJobs.Concat(batch.MissingJobs).Concat(batch.FailedJobs).ToList();
            if (outcomes.Distinct().Count() != outcomes.Count)
                Report("S3: a job of a batch has two outcomes");
            if (batch.Status is BatchStatus.Pending or BatchStatus.Processing)
                Report("L1: a batch was left open");
            else if (batch.Status != BatchStatus.Cancelled && !outcomes.ToHashSet().SetEquals(batch.JobUuids))
                Report("S3: a job of a batch has no outcome");
        }
        if (row.Status != AccountStateStatus.Completed)
            return;
        var counters = row.Counters;
        var listed = operation.Strategy == Strategy.Each ? 0 : Listed(operation, row, counters.Total - batches.Sum(batch => batch.JobUuids.Count));
        if (counters.Completed != listed + batches.Sum(batch => batch.CompletedJobs.Count)
            || counters.Missing != batches.Sum(batch => batch.MissingJobs.Count)
            || counters.Failed != batches.Sum(batch => batch.FailedJobs.Count)
            || counters.Total != listed + batches.Sum(batch => batch.JobUuids.Count)
            || counters.BatchesCompleted != batches.Count(batch => batch.Status == BatchStatus.Completed)
            || counters.BatchesFailed != batches.Count(batch => batch.Status == BatchStatus.Failed)
            || counters.BatchesWithErrors != batches.Count(batch => batch.Status == BatchStatus.CompletedWithErrors))
        {
            Report("S4: counters differ from the sum over the batches");
        }
    }
}
