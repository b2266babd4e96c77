namespace Batchline.Engine.Records;

/// <summary>Turns answers into writes: finds out what is new, what changed, and what is the same.</summary>
internal sealed class Recorder(IJobStore jobs)
{
    /// <summary>A write for each document, in order, and how many of them that listing had not returned before.</summary>
    public async Task<(IReadOnlyList<JobWrite> Writes, int Fresh)> RecordAsync(
        AccountId account, IReadOnlyList<JobDocument> documents, OperationId? seenIn, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var known = await jobs.SyncOfAsync(account, [.. documents.Select(document => document.Uuid)], cancellationToken);
        var rows = documents.Select(document => (Document: document, Hash: JobHash.Of(document.Json), Sync: known.GetValueOrDefault(document.Uuid))).ToList();
        List<string> others = [.. rows.Where(row => row.Sync is { } sync && sync.Hash != row.Hash).Select(row => row.Document.Uuid)];
        var stored = others.Count > 0 ? await StoredAsync(account, others, TimeSpan.Zero, cancellationToken) : new Dictionary<string, StoredJob>();
        IReadOnlyList<JobWrite> writes =
        [
            .. rows.Select(row =>
            {
                var touch = Touch(row.Document, seenIn, at);
                return row.Sync is { } sync && sync.Hash == row.Hash
                    ? touch
                    : Compare(touch, row.Document, row.Hash, stored.GetValueOrDefault(row.Document.Uuid));
            }),
        ];
        return (writes, rows.Count(row => row.Sync is null || row.Sync.SeenIn != seenIn));
    }

    /// <summary>The job is stored and was not missing before.</summary>
    public async Task<bool> IsPresentAsync(AccountId account, string uuid, CancellationToken cancellationToken) =>
        (await jobs.SyncOfAsync(account, [uuid], cancellationToken)).TryGetValue(uuid, out var sync) && sync.MissingSince is null;

    /// <summary>What <see cref="Record"/> needs about stored jobs, by UUID.</summary>
    public async Task<IReadOnlyDictionary<string, StoredJob>> StoredAsync(
        AccountId account, IReadOnlyCollection<string> uuids, TimeSpan patience, CancellationToken cancellationToken) =>
        (await jobs.GetAsync(account, uuids, patience, cancellationToken)).ToDictionary(job => job.Document.Uuid);

    /// <summary>The write for one document.</summary>
    public static JobWrite Record(StoredJob? stored, JobDocument document, DateTimeOffset at)
    {
        var touch = Touch(document, null, at);

        // Most answers have exactly the same text and need no hash.
        if (stored?.Sync.Hash is not null && stored.Document.Json == document.Json)
            return touch;
        var hash = JobHash.Of(document.Json);
        return stored?.Sync.Hash == hash ? touch : Compare(touch, document, hash, stored);
    }

    public static JobWrite Missing(string uuid, DateTimeOffset at) =>
        new() { Uuid = uuid, Kind = JobWriteKind.MarkMissing, At = at };

    private static JobWrite Touch(JobDocument document, OperationId? seenIn, DateTimeOffset at) =>
        new() { Uuid = document.Uuid, Kind = JobWriteKind.Touch, SeenIn = seenIn, At = at };

    /// <summary>For a different text: the job is unknown, was stored by another program, changed, or means the same in another order.</summary>
    private static JobWrite Compare(JobWrite touch, JobDocument document, string hash, StoredJob? stored)
    {
        if (stored is null)
            return Replace(touch, document, hash, null);
        var changed = JobFields.Changed(stored.Document.Root, document.Root);
        return changed.Count == 0 && stored.Sync.Hash is not null
            ? touch
            : Replace(touch, document, hash, stored) with { ChangedFields = changed };
    }

    private static JobWrite Replace(JobWrite touch, JobDocument document, string hash, StoredJob? stored) => touch with
    {
        Kind = JobWriteKind.Replace,
        Document = document,
        Hash = hash,
        Over = stored,
    };
}
