using Batchline.Engine.Drivers;

namespace Batchline.Stores.Memory;

/// <param name="node">The process that asks.</param>
internal sealed class LeaderRole(MemoryState state, string node = "") : ILeaderRole
{
    public Task<long?> TakeAsync(string owner, TimeSpan lasting, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var row = LeaderRow.Take(state.Leader, owner, node, lasting, state.Now);
            state.Leader = row ?? state.Leader;
            return Task.FromResult(row?.Fence);
        }
    }

    public Task EndLeasesBeforeAsync(long fence, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var now = state.Now;
            foreach (var row in state.Heads.Values.Where(row => row.Leader < fence && HeadRules.IsLeased(row, now)).ToList())
                state.Heads[row.AccountId] = HeadRules.End(row, now);
            return Task.CompletedTask;
        }
    }

    public Task LeaveAsync(string owner, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            if (state.Leader?.Owner == owner)
                state.Leader = state.Leader with { ExpiresAt = 0 };
            return Task.CompletedTask;
        }
    }
}
