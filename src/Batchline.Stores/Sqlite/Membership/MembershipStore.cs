using Batchline.Stores.Membership;
using Batchline.Stores.Sql.Membership;
using Batchline.Stores.Sql.Statements;
using Batchline.Stores.Sqlite.Connection;

namespace Batchline.Stores.Sqlite.Membership;

internal sealed class MembershipStore(Database database) : IMembershipStore
{
    internal const string Replace = "UPDATE clusters SET version = version + 1, members = @members WHERE id = @id AND version = @version";

    internal const string Forget = "DELETE FROM clusterAlive WHERE clusterId = @id AND member IN (SELECT value FROM json_each(@gone))";

    public Task<ClusterDocument?> ReadAsync(string cluster, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ClusterRows.Of(session.Query(ClusterRows.Find, ClusterRows.Read, database.Now, cluster)), cancellationToken);

    public Task CreateAsync(string cluster, string members, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute(ClusterRows.Insert, cluster, members), cancellationToken);

    public Task<bool> ReplaceAsync(string cluster, long version, string members, IReadOnlyList<string> gone, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                if (session.Execute(Replace, members, cluster, version) == 0)
                    return false;
                if (gone.Count > 0)
                    session.Execute(Forget, cluster, SqlValue.Of(gone));
                return true;
            },
            cancellationToken);

    public Task SetAliveAsync(string cluster, string member, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute(ClusterRows.SetAlive, member, at, cluster), cancellationToken);

    public Task DeleteAsync(string cluster, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(ClusterRows.DeleteAlive, cluster) + session.Execute(ClusterRows.Delete, cluster), cancellationToken);
}
