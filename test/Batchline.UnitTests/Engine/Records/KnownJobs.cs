using Batchline.Engine.Ids;
using Batchline.Engine.Records;

namespace Batchline.UnitTests.Engine.Records;

/// <summary>Stored jobs of one account.</summary>
internal sealed class KnownJobs : IJobStore
{
    private readonly Dictionary<string, StoredJob> _jobs = [];

    public void Add(string uuid, string json) => Add(uuid, json, JobHash.Of(json));

    public void Add(string uuid, string json, string? hash) => Add(uuid, json, new JobSync { Hash = hash });

    public void Add(string uuid, string json, JobSync sync) => _jobs[uuid] = new StoredJob
    {
        AccountId = Sample.Account,
        Document = new JobDocument(uuid, json),
        Sync = sync,
    };

    public Task<IReadOnlyList<StoredJob>> GetAsync(
        AccountId account, IReadOnlyCollection<string> uuids, TimeSpan patience, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredJob>>([.. _jobs.Where(job => uuids.Contains(job.Key)).Select(job => job.Value)]);

    public Task<IReadOnlyDictionary<string, JobSync>> SyncOfAsync(
        AccountId account, IReadOnlyCollection<string> uuids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, JobSync>>(
            _jobs.Where(job => uuids.Contains(job.Key)).ToDictionary(job => job.Key, job => job.Value.Sync));

    public Task<IReadOnlyList<StoredJob>> ListAsync(JobQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<AccountId, long>> CountAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ListedJobs> CountListedAsync(
        AccountId account, OperationId operation, DateTimeOffset since, CancellationToken cancellationToken) => throw new NotSupportedException();
}
