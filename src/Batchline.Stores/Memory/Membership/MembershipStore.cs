using Batchline.Stores.Membership;
using Batchline.Stores.Memory.Connection;

namespace Batchline.Stores.Memory.Membership;

internal sealed class MembershipStore(MemoryState state, TimeProvider clock) : IMembershipStore
{
    public Task<ClusterDocument?> ReadAsync(string cluster, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult(state.Clusters.TryGetValue(cluster, out var stored) ? stored with { StoreNow = clock.GetUtcNow() } : null);
    }

    public Task CreateAsync(string cluster, string members, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            state.Clusters.TryAdd(
                cluster, new ClusterDocument { Version = 0, Members = members, StoreNow = default, Alive = new Dictionary<string, DateTimeOffset>() });
        }

        return Task.CompletedTask;
    }

    public Task<bool> ReplaceAsync(string cluster, long version, string members, IReadOnlyList<string> gone, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            if (!state.Clusters.TryGetValue(cluster, out var stored) || stored.Version != version)
                return Task.FromResult(false);
            state.Clusters[cluster] = stored with
            {
                Version = version + 1,
                Members = members,
                Alive = stored.Alive.Where(one => !gone.Contains(one.Key)).ToDictionary(),
            };
            return Task.FromResult(true);
        }
    }

    public Task SetAliveAsync(string cluster, string member, DateTimeOffset at, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            if (state.Clusters.TryGetValue(cluster, out var stored))
            {
                var whole = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
                state.Clusters[cluster] = stored with { Alive = new Dictionary<string, DateTimeOffset>(stored.Alive) { [member] = whole } };
            }
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(string cluster, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            state.Clusters.Remove(cluster);
        return Task.CompletedTask;
    }
}
