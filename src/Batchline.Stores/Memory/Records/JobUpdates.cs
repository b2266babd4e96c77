using Batchline.Engine.Records;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Memory.Records;

/// <summary>How a write changes a stored job.</summary>
internal static class JobUpdates
{
    /// <summary>The job after the write; null if there is none and the write creates none.</summary>
    public static MemoryJob? Apply(AccountId account, MemoryJob? old, JobWrite write, long fence, long seq)
    {
        if (old is not null && (old.Job.Sync.Fence, old.Job.Sync.Seq).CompareTo((fence, seq)) > 0)
            return old;
        return write.Kind switch
        {
            JobWriteKind.Replace => Replace(account, old, write, fence, seq),
            JobWriteKind.Touch => old is null ? null : Touch(old, write, fence, seq),
            JobWriteKind.MarkMissing => old is null ? null : MarkMissing(old, write, fence, seq),
            _ => throw new ArgumentOutOfRangeException(nameof(write), write.Kind, "Unknown kind of job write"),
        };
    }

    private static MemoryJob Replace(AccountId account, MemoryJob? old, JobWrite write, long fence, long seq)
    {
        var document = write.Document ?? throw new ArgumentException("A replacing write has a document", nameof(write));
        var job = new StoredJob
        {
            AccountId = account,
            Document = document,
            LastUpdated = write.At,
            Sync = new JobSync
            {
                Hash = write.Hash,
                FirstSeen = old?.Job.Sync.FirstSeen ?? write.At,
                ChangedAt = write.At,
                ChangedFields = old is null ? [] : write.ChangedFields,
                CheckedAt = write.At,
                SeenIn = write.SeenIn ?? old?.Job.Sync.SeenIn,
                Fence = fence,
                Seq = seq,
            },
        };
        return new MemoryJob(job, JobFacts.Of(document));
    }

    private static MemoryJob Touch(MemoryJob old, JobWrite write, long fence, long seq) => old with
    {
        Job = old.Job with
        {
            LastUpdated = write.At,
            Sync = old.Job.Sync with
            {
                CheckedAt = write.At,
                MissingSince = null,
                SeenIn = write.SeenIn ?? old.Job.Sync.SeenIn,
                Fence = fence,
                Seq = seq,
            },
        },
    };

    private static MemoryJob MarkMissing(MemoryJob old, JobWrite write, long fence, long seq) => old with
    {
        Job = old.Job with
        {
            Sync = old.Job.Sync with
            {
                CheckedAt = write.At,
                MissingSince = old.Job.Sync.MissingSince ?? write.At,
                SeenIn = write.SeenIn ?? old.Job.Sync.SeenIn,
                Fence = fence,
                Seq = seq,
            },
        },
    };
}
