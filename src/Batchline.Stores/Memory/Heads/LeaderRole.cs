using Batchline.Engine.Leadership;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Memory.Heads;

/// <param name="node">The process that asks.</param>
internal sealed class LeaderRole(MemoryState state, string node = "") : ILeaderRole
{
    public Task<LeaderClaim?> TakeAsync(string owner, TimeSpan lasting, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var before = state.Leader;
            if (LeaderRow.Take(before, owner, node, lasting, state.Now) is not { } row)
                return Task.FromResult<LeaderClaim?>(null);
            state.Leader = row;
            return Task.FromResult<LeaderClaim?>(LeaderRow.Claim(row, before));
        }
    }

    public Task EndLeasesAsync(long leader, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var now = state.Now;
            foreach (var row in state.Heads.Values.Where(row => row.Leader == leader && HeadRules.IsLeased(row, now)).ToList())
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
