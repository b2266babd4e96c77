namespace Batchline.Engine.Records;

/// <summary>Reads stored jobs. They are written with the head's checkpoint.</summary>
public interface IJobStore
{
    async Task<StoredJob?> GetAsync(AccountId account, string uuid, CancellationToken cancellationToken) =>
        (await GetAsync(account, [uuid], cancellationToken)).SingleOrDefault();

    Task<IReadOnlyList<StoredJob>> GetAsync(AccountId account, IReadOnlyCollection<string> uuids, CancellationToken cancellationToken) =>
        GetAsync(account, uuids, TimeSpan.Zero, cancellationToken);

    /// <summary>Those of the jobs that are stored, in any order.</summary>
    /// <param name="account">The account.</param>
    /// <param name="uuids">The jobs.</param>
    /// <param name="patience">How long the store may wait to read the jobs of other accounts together with these.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    Task<IReadOnlyList<StoredJob>> GetAsync(
        AccountId account, IReadOnlyCollection<string> uuids, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>The notes on those of the jobs that are stored, by UUID.</summary>
    Task<IReadOnlyDictionary<string, JobSync>> SyncOfAsync(
        AccountId account, IReadOnlyCollection<string> uuids, CancellationToken cancellationToken);

    Task<IReadOnlyList<StoredJob>> ListAsync(JobQuery query, CancellationToken cancellationToken);

    async Task<long> CountAsync(AccountId account, CancellationToken cancellationToken) => (await CountAsync([account], cancellationToken))[account];

    /// <summary>How many jobs are stored for each of the accounts.</summary>
    Task<IReadOnlyDictionary<AccountId, long>> CountAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken);

    /// <summary>How many jobs the listing of an operation returned, and how many of these have not changed since <paramref name="since"/>.</summary>
    Task<ListedJobs> CountListedAsync(
        AccountId account, OperationId operation, DateTimeOffset since, CancellationToken cancellationToken);
}
