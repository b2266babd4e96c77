using Batchline.Engine.Accounts;
using Batchline.Engine.Discover;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Record;

/// <summary>Turns answers into writes: it finds out what is new, what changed and what is the same.</summary>
internal sealed class Recorder(IJobStore jobs)
{
    /// <summary>A write for each document, in order; documents are compared with what is stored.</summary>
    public async Task<IReadOnlyList<JobWrite>> RecordAsync(
        AccountId account, IReadOnlyList<JobDocument> documents, OperationId? seenIn, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var known = await jobs.SyncOfAsync(account, [.. documents.Select(document => document.Uuid)], cancellationToken);
        var writes = new List<JobWrite>(documents.Count);
        foreach (var document in documents)
        {
            var hash = JobHash.Of(document.Root);
            var sync = known.GetValueOrDefault(document.Uuid);
            var write = new JobWrite { Uuid = document.Uuid, Kind = JobWriteKind.Touch, SeenIn = seenIn, At = at };
            writes.Add(sync?.Hash == hash
                ? write
                : write with
                {
                    Kind = JobWriteKind.Replace,
                    Document = document,
                    Hash = hash,
                    ChangedFields = sync is null ? [] : await ChangedAsync(account, document, cancellationToken),
                });
        }
        return writes;
    }

    /// <summary>The job is stored and was not missing before.</summary>
    public async Task<bool> IsPresentAsync(AccountId account, string uuid, CancellationToken cancellationToken) =>
        (await jobs.SyncOfAsync(account, [uuid], cancellationToken)).TryGetValue(uuid, out var sync) && sync.MissingSince is null;

    public static JobWrite Missing(string uuid, DateTimeOffset at) =>
        new() { Uuid = uuid, Kind = JobWriteKind.MarkMissing, At = at };

    private async Task<IReadOnlyList<string>> ChangedAsync(AccountId account, JobDocument document, CancellationToken cancellationToken) =>
        await jobs.GetAsync(account, document.Uuid, cancellationToken) is { } stored
            ? JobHash.ChangedFields(stored.Document.Root, document.Root)
            : [];
}
