using Batchline.Stores.Membership;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Sql.Membership;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Postgres.Membership;

/// <summary>Nothing here holds a row between two statements: a process that stands still there would keep the others from declaring it dead.</summary>
internal sealed class MembershipStore(Database database) : IMembershipStore
{
    internal const string Replace = """
        WITH replaced AS (
            UPDATE clusters SET version = version + 1, members = @members WHERE id = @id AND version = @version RETURNING id),
        forgotten AS (
            DELETE FROM clusterAlive WHERE clusterId IN (SELECT id FROM replaced) AND member IN (SELECT value FROM json_each(@gone)))
        SELECT count(*) FROM replaced
        """;

    private const string Place = "clusters";

    public Task<ClusterDocument?> ReadAsync(string cluster, CancellationToken cancellationToken) => database.RunAsync(
        Place, async session => ClusterRows.Of(await session.QueryAsync(ClusterRows.Find, ClusterRows.Read, [session.Now, cluster], cancellationToken)), cancellationToken);

    public Task CreateAsync(string cluster, string members, CancellationToken cancellationToken) =>
        database.RunAsync(Place, session => session.ExecuteAsync(ClusterRows.Insert, [cluster, members], cancellationToken), cancellationToken);

    public Task<bool> ReplaceAsync(string cluster, long version, string members, IReadOnlyList<string> gone, CancellationToken cancellationToken) =>
        database.RunAsync(
            Place,
            async session => await session.FirstAsync(
                Replace, row => row.Long(), [members, cluster, version, SqlValue.Of(gone)], cancellationToken) == 1,
            cancellationToken);

    public Task SetAliveAsync(string cluster, string member, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.RunAsync(Place, session => session.ExecuteAsync(ClusterRows.SetAlive, [member, at, cluster], cancellationToken), cancellationToken);

    public Task DeleteAsync(string cluster, CancellationToken cancellationToken) => database.RunAsync(
        Place,
        session => session.BatchAsync([Statement.Of(ClusterRows.DeleteAlive, cluster), Statement.Of(ClusterRows.Delete, cluster)], cancellationToken),
        cancellationToken);
}
