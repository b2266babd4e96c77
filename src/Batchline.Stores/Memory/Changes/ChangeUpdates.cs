using Batchline.Engine.Changes;
using Batchline.Engine.Records;
using Batchline.Stores.Memory.Connection;

namespace Batchline.Stores.Memory.Changes;

/// <summary>Adds to the feed what the write of a job changes.</summary>
internal static class ChangeUpdates
{
    public static void Add(MemoryState state, StoredJob? old, StoredJob now, JobWrite write)
    {
        if (Kind(old, now, write.Kind) is not { } kind)
            return;
        state.Changes.Add(new JobChange
        {
            Position = (state.Changes.LastOrDefault()?.Position ?? 0) + 1,
            AccountId = now.AccountId,
            Uuid = write.Uuid,
            Kind = kind,
            ChangedFields = kind == ChangeKind.Added ? [] : write.ChangedFields,
            At = write.At,
        });
    }

    /// <summary>Null for nothing. A repeated write changes nothing, because it finds the job as it left it.</summary>
    private static ChangeKind? Kind(StoredJob? old, StoredJob now, JobWriteKind write) => (old?.Sync, write) switch
    {
        (null, _) => ChangeKind.Added,
        ({ MissingSince: null }, _) when now.Sync.MissingSince is not null => ChangeKind.Missing,
        ({ MissingSince: not null }, _) when now.Sync.MissingSince is null => ChangeKind.Back,
        ({ } before, JobWriteKind.Replace) when (before.Fence, before.Seq) != (now.Sync.Fence, now.Sync.Seq) => ChangeKind.Changed,
        _ => null,
    };
}
