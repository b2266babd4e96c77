using Batchline.Engine.Failures;

namespace Batchline.Stores.Membership;

/// <summary>
/// Which processes belong to a cluster, for a library that keeps track of them. The store does not look into what it keeps. Any call may
/// throw <see cref="StoreUnavailableException"/>, and repeating it is safe.
/// </summary>
public interface IMembershipStore
{
    /// <summary>Null: the cluster was never created, or it was deleted.</summary>
    Task<ClusterDocument?> ReadAsync(string cluster, CancellationToken cancellationToken);

    /// <summary>Adds the cluster with version 0. One that is there stays as it is.</summary>
    Task CreateAsync(string cluster, string members, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the members and raises the version by one. False: the version is no longer this one, or the cluster is gone. After a lost
    /// answer, false may also mean that the first try was carried out. Whoever gets it reads again.
    /// </summary>
    /// <param name="cluster">Which.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="members">All of them, as one text.</param>
    /// <param name="gone">Names whose times are removed together with this, and only if it succeeds.</param>
    /// <param name="cancellationToken">The caller's.</param>
    Task<bool> ReplaceAsync(string cluster, long version, string members, IReadOnlyList<string> gone, CancellationToken cancellationToken);

    /// <summary>
    /// Notes when a member was last alive, in whole milliseconds. Neither reads nor changes the version, and stands whoever replaces the
    /// members meanwhile. Does nothing if there is no such cluster.
    /// </summary>
    Task SetAliveAsync(string cluster, string member, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Deletes everything about one cluster.</summary>
    Task DeleteAsync(string cluster, CancellationToken cancellationToken);
}
