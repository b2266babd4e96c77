using Batchline.Engine.Records;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Reading;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Memory.Records;

internal sealed class JobStore(MemoryState state, Readers readers) : IJobStore, IJobKeys, IJobIndex
{
    public Task<IReadOnlyList<string>> KeysAsync(
        AccountId account, JobSelection selection, string? after, int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            return Task.FromResult<IReadOnlyList<string>>([.. Of(account)
                .Where(job => after is null || CodePointOrder.Instance.Compare(job.Job.Document.Uuid, after) > 0)
                .Where(job => JobFilters.Selects(selection, job))
                .Take(limit)
                .Select(job => job.Job.Document.Uuid)]);
        }
    }

    public Task<bool> CatchUpAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<IReadOnlyDictionary<AccountId, long>> CountAsync(
        IReadOnlyDictionary<AccountId, JobSelection> selections, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            return Task.FromResult<IReadOnlyDictionary<AccountId, long>>(
                selections.ToDictionary(one => one.Key, one => Of(one.Key).LongCount(job => JobFilters.Selects(one.Value, job))));
        }
    }

    public Task<TakenIn> TakeInAsync(AccountId account, string? after, CancellationToken cancellationToken) => Task.FromResult(TakenIn.Nothing);

    public Task<IReadOnlyList<StoredJob>> GetAsync(
        AccountId account, IReadOnlyCollection<string> uuids, TimeSpan patience, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var jobs = state.Jobs.GetValueOrDefault(account);
            return Task.FromResult<IReadOnlyList<StoredJob>>(
                [.. uuids.Distinct().Select(uuid => jobs?.GetValueOrDefault(uuid)).OfType<MemoryJob>().Select(job => job.Job)]);
        }
    }

    public async Task<IReadOnlyDictionary<string, JobSync>> SyncOfAsync(
        AccountId account, IReadOnlyCollection<string> uuids, CancellationToken cancellationToken) =>
        (await GetAsync(account, uuids, TimeSpan.Zero, cancellationToken)).ToDictionary(job => job.Document.Uuid, job => job.Sync);

    public Task<IReadOnlyList<StoredJob>> ListAsync(JobQuery query, CancellationToken cancellationToken) => readers.LaneOf(search: true) is { } lane
        ? lane.RunAsync(ending => Task.FromResult(List(query, ending)), cancellationToken)
        : Task.FromResult(List(query, cancellationToken));

    public Task<IReadOnlyDictionary<AccountId, long>> CountAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            return Task.FromResult<IReadOnlyDictionary<AccountId, long>>(
                accounts.ToDictionary(account => account, account => (long)(state.Jobs.GetValueOrDefault(account)?.Count ?? 0)));
        }
    }

    public Task<ListedJobs> CountListedAsync(
        AccountId account, OperationId operation, DateTimeOffset since, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var seen = Of(account).Select(job => job.Job.Sync).Where(sync => sync.SeenIn == operation).ToList();
            return Task.FromResult(new ListedJobs(seen.Count, seen.Count(sync => sync.ChangedAt is null || sync.ChangedAt < since)));
        }
    }

    /// <summary>Searches a snapshot, so that others need not wait.</summary>
    private IReadOnlyList<StoredJob> List(JobQuery query, CancellationToken cancellationToken)
    {
        List<MemoryJob> jobs;
        lock (state.Gate)
            jobs = [.. query.AccountId is { } account ? Of(account) : state.Jobs.Values.SelectMany(jobs => jobs.Values)];
        return [.. jobs
            .Where(job => Matches(query, job, cancellationToken))
            .OrderByDescending(job => job.Facts.JobDateTime, CodePointOrder.Instance)
            .ThenBy(job => job.Job.AccountId.Value, StringComparer.Ordinal)
            .ThenBy(job => job.Job.Document.Uuid, CodePointOrder.Instance)
            .Take(query.Limit)
            .Select(job => job.Job)];
    }

    private static bool Matches(JobQuery query, MemoryJob job, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return JobFilters.Matches(query, job);
    }

    private IEnumerable<MemoryJob> Of(AccountId account) =>
        state.Jobs.GetValueOrDefault(account)?.Values ?? Enumerable.Empty<MemoryJob>();
}
