using Batchline.Stores.Membership;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Sql.Membership;

/// <summary>Rows of the tables <c>clusters</c> and <c>clusterAlive</c>.</summary>
internal static class ClusterRows
{
    /// <summary>One row for each time, or one without a time.</summary>
    internal const string Find = """
        SELECT version, members, @now, member, at FROM clusters LEFT JOIN clusterAlive ON clusterId = id WHERE id = @id
        """;

    internal const string Insert = "INSERT INTO clusters (id, version, members) VALUES (@id, 0, @members) ON CONFLICT (id) DO NOTHING";

    internal const string SetAlive = """
        INSERT INTO clusterAlive (clusterId, member, at) SELECT id, @member, CAST(@at AS bigint) FROM clusters WHERE id = @id
        ON CONFLICT (clusterId, member) DO UPDATE SET at = excluded.at
        """;

    internal const string Delete = "DELETE FROM clusters WHERE id = @id";

    internal const string DeleteAlive = "DELETE FROM clusterAlive WHERE clusterId = @id";

    /// <summary>A row of <see cref="Find"/>.</summary>
    public static (long Version, string Members, DateTimeOffset Now, string? Member, DateTimeOffset? At) Read(SqlRow row) =>
        (row.Long(), row.Text(), row.Time(), row.TextOrNull(), row.TimeOrNull());

    /// <summary>All rows of <see cref="Find"/>.</summary>
    public static ClusterDocument? Of(IReadOnlyList<(long Version, string Members, DateTimeOffset Now, string? Member, DateTimeOffset? At)> rows)
    {
        if (rows.Count == 0)
            return null;
        var alive = new Dictionary<string, DateTimeOffset>();
        foreach (var (_, _, _, member, at) in rows)
        {
            if (member is not null && at is { } time)
                alive[member] = time;
        }

        return new ClusterDocument { Version = rows[0].Version, Members = rows[0].Members, StoreNow = rows[0].Now, Alive = alive };
    }
}
