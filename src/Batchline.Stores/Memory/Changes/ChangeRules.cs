using Batchline.Engine.Changes;
using Batchline.Engine.Records;

namespace Batchline.Stores.Memory.Changes;

/// <summary>What the write of a job changes for those who follow.</summary>
internal static class ChangeRules
{
    /// <summary>Null: nothing. A repeated write changes nothing either, since it finds the job as it left it.</summary>
    public static ChangeKind? Kind(StoredJob? old, StoredJob now, JobWriteKind write) => (old?.Sync, write) switch
    {
        (null, _) => ChangeKind.Added,
        ({ MissingSince: null }, _) when now.Sync.MissingSince is not null => ChangeKind.Missing,
        ({ MissingSince: not null }, _) when now.Sync.MissingSince is null => ChangeKind.Back,
        ({ } before, JobWriteKind.Replace) when (before.Fence, before.Seq) != (now.Sync.Fence, now.Sync.Seq) => ChangeKind.Changed,
        _ => null,
    };
}
