using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Rules;

namespace Batchline.SimulationTests.Checks;

/// <summary>Looks at what changed in the store after every write, and at all of it at the end.</summary>
internal sealed class Checker(MemoryState state, Action<string> report)
{
    private readonly Dictionary<AccountId, HeadRow> _heads = [];
    private readonly Dictionary<OperationId, Operation> _operations = [];
    private readonly Dictionary<AccountId, (long Fence, long Seq)> _fences = [];
    private readonly Dictionary<AccountId, Dictionary<string, MemoryJob>> _jobs = [];
    private readonly Dictionary<(AccountId, OperationId), long> _done = [];
    private readonly HashSet<AccountId> _deleting = [];
    private readonly SumCheck _sums = new(state);

    /// <summary>A person deletes the account, and its jobs with it: they may go at any moment from here on.</summary>
    public void Deleting(AccountId account) => _deleting.Add(account);

    /// <summary>The account is deleted, and its jobs with it.</summary>
    public void Forget(AccountId account)
    {
        _deleting.Remove(account);
        _jobs.Remove(account);
    }

    /// <summary>An account was blocked at some time.</summary>
    public bool SawBlocked { get; private set; }

    public void AfterWrite()
    {
        foreach (var (account, row) in state.Heads)
        {
            var before = _heads.GetValueOrDefault(account);
            if (ReferenceEquals(before, row))
                continue;
            _heads[account] = row;
            CheckHead(before, row);
        }
        foreach (var (account, jobs) in state.Jobs)
            CheckJobs(account, jobs);
        foreach (var operation in state.Operations.Values)
            CheckEnd(operation);
        if (state.States.Values.Sum(rows => rows.Values.Count(row => row.Active)) > state.Active.Count)
            report("U1: two operations have one account");
    }

    /// <summary>S5: an overtaken fence changed nothing.</summary>
    public void OnCommit(Checkpoint checkpoint, HeadView? head)
    {
        if (head is not null && checkpoint.Head.Fence < head.Fence)
            report("S5: a write under an old fence changed a head");
    }

    /// <summary>At rest everything adds up.</summary>
    public void AtEnd()
    {
        foreach (var operation in state.Operations.Values)
        {
            if (!OperationTransitions.IsTerminal(operation.Status))
                report($"L1: an operation did not end");
            if (!operation.Admitted)
                report("L1: a start that was refused left an operation behind");
            foreach (var row in state.States.GetValueOrDefault(operation.Id)?.Values ?? Enumerable.Empty<AccountState>())
                _sums.AtEnd(operation, row, report);
        }
        if (state.Active.Values.Any(holder => !state.Operations.ContainsKey(holder.Value)))
            report("L1: an account is held by an operation that is not there");
    }

    /// <summary>An operation ends when none of its accounts is at work.</summary>
    private void CheckEnd(Operation operation)
    {
        if (ReferenceEquals(_operations.GetValueOrDefault(operation.Id), operation))
            return;
        _operations[operation.Id] = operation;
        if (operation.Admitted && OperationTransitions.IsTerminal(operation.Status)
            && state.States.GetValueOrDefault(operation.Id)?.Values.Any(row => row is { Active: true, Status: AccountStateStatus.Processing }) == true)
        {
            report("S6: an operation ended while it was at work");
        }
    }

    private void CheckHead(HeadRow? before, HeadRow row)
    {
        // A head that was made for a command only, because the account was deleted, has no fence before somebody takes it.
        if (row.Fence > 0 && (row.Fence, row.Seq).CompareTo(_fences.GetValueOrDefault(row.AccountId)) < 0)
            report("S5: a head went back");
        if (row.Fence > 0)
            _fences[row.AccountId] = (row.Fence, row.Seq);
        SawBlocked |= row.Body.Blocked is not null;
        if (ReferenceEquals(before?.Body, row.Body) || row.Body.Run is not { } run)
            return;
        var done = run.Counters.Completed + run.Counters.Missing;
        var key = (row.AccountId, run.OperationId);
        if (_done.TryGetValue(key, out var last) && done < last)
            report("S4: done counts went down");
        _done[key] = done;
        if (run.Open is { } open && !ReferenceEquals(open, before?.Body.Run?.Open))
            CheckOpen(open);
        if (row.Released)
            _sums.AtRest(row, run, report);
    }

    private void CheckOpen(OpenBatch open)
    {
        var failed = open.Failed.Select(job => job.Uuid).ToList();
        var outcomes = open.Completed.Concat(open.Missing).Concat(failed).ToHashSet();
        if (outcomes.Count != open.Completed.Count + open.Missing.Count + failed.Count)
            report("S3: a job of an open batch has two outcomes");
        if (open.Remaining.Any(uuid => outcomes.Contains(uuid) && !failed.Contains(uuid)))
            report("S3: a job that is done is asked again");
        outcomes.UnionWith(open.Remaining);
        if (!outcomes.SetEquals(open.JobUuids))
            report("S3: a job of an open batch is lost");
    }

    private void CheckJobs(AccountId account, SortedDictionary<string, MemoryJob> jobs)
    {
        if (!_jobs.TryGetValue(account, out var known))
            _jobs[account] = known = new(StringComparer.Ordinal);
        foreach (var (uuid, job) in jobs)
        {
            var before = known.GetValueOrDefault(uuid);
            if (ReferenceEquals(before, job))
                continue;
            known[uuid] = job;
            CheckJob(account, uuid, before, job);
        }
        if (known.Count <= jobs.Count)
            return;
        if (_deleting.Contains(account))
            _jobs.Remove(account);
        else
            report("S7: a stored job was deleted");
    }

    private void CheckJob(AccountId account, string uuid, MemoryJob? before, MemoryJob job)
    {
        var (sync, last) = (job.Job.Sync, before?.Job.Sync);
        if (last is not null && (sync.Fence, sync.Seq).CompareTo((last.Fence, last.Seq)) < 0)
            report("S5: a job document went back");
        var json = job.Job.Document.Json;
        if (!json.Contains($"\"UUID\":\"{uuid}\"", StringComparison.Ordinal)
            || !json.Contains($"\"Owner\":\"{account}\"", StringComparison.Ordinal)
            || json.Contains("Strange", StringComparison.Ordinal))
        {
            report("S7: a stored job is another one");
        }
        if (sync.MissingSince is not null && json.Contains("\"Exists\":true", StringComparison.Ordinal))
            report("S7: a job that exists was marked as missing");
    }
}
