using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Memory.Heads;

/// <summary>Heads of a database that several nodes may share.</summary>
/// <param name="node">The process the leases name.</param>
/// <param name="between">
/// Awaited between any two parts of a checkpoint, with the name of the part written last: MongoDB may be cut there too.
/// </param>
internal sealed class HeadStore(MemoryState state, string node = "", Func<string, Task>? between = null) : IHeadStore
{
    public Task<HeadView?> AcquireAsync(
        AccountId account, string owner, TimeSpan lease, long? leader, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var now = state.Now;
            var row = HeadRules.Acquire(state.Heads.GetValueOrDefault(account), account, owner, node, leader, lease, now);
            return Task.FromResult(Store(row, now));
        }
    }

    public async Task<HeadView?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        foreach (var (part, write) in CheckpointParts.Of(state, checkpoint))
        {
            lock (state.Gate)
                write();
            if (between is not null)
                await between(part);
        }

        lock (state.Gate)
        {
            var now = state.Now;
            var stored = state.Heads.GetValueOrDefault(checkpoint.AccountId);
            return Store(stored is null ? null : HeadRules.Commit(stored, checkpoint.Head, now), now);
        }
    }

    public Task<IReadOnlyList<HeadView>> ReadAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var now = state.Now;
            return Task.FromResult<IReadOnlyList<HeadView>>([.. accounts.Distinct()
                .Select(account => state.Heads.GetValueOrDefault(account))
                .OfType<HeadRow>()
                .Select(row => HeadRules.View(row, now))]);
        }
    }

    private HeadView? Store(HeadRow? row, DateTimeOffset now)
    {
        if (row is null)
            return null;
        state.Heads[row.AccountId] = row;
        return HeadRules.View(row, now);
    }
}
