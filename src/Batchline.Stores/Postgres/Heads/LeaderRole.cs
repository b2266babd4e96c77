using Batchline.Engine.Leadership;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Postgres.Heads;

internal sealed class LeaderRole(Database database) : ILeaderRole
{
    internal const string Find = "SELECT owner, fence, expires_at, @ticks FROM (SELECT) AS always LEFT JOIN leader ON true";

    internal const string Insert = "INSERT INTO leader (id, owner, fence, expires_at) VALUES (1, @owner, @fence, @expires) ON CONFLICT DO NOTHING";

    /// <summary>Only if nobody else has changed it meanwhile.</summary>
    internal const string Update = """
        UPDATE leader SET owner = @owner, fence = @fence, expires_at = @expires
        WHERE id = 1 AND (owner, fence, expires_at) = (@ownerBefore, @fenceBefore, @expiresBefore)
        """;

    internal const string EndLeases = """
        WITH theirs AS (
            SELECT account_id FROM account_heads WHERE leader = @leader AND NOT released AND expires_at > @now ORDER BY account_id FOR UPDATE)
        UPDATE account_heads AS h SET expires_at = 0, due_at = least(h.due_at, @now) FROM theirs WHERE h.account_id = theirs.account_id
        """;

    internal const string Leave = "UPDATE leader SET expires_at = 0 WHERE id = 1 AND owner = @owner";

    private const string Place = "leader";

    public Task<LeaderClaim?> TakeAsync(string owner, TimeSpan lasting, CancellationToken cancellationToken) => database.RunAsync(
        Place,
        async session =>
        {
            var (before, now) = await session.FirstAsync(Find, Read, [session.Now], cancellationToken);
            if (LeaderRow.Take(before, owner, holder: "", lasting, now) is not { } row)
                return null;
            var written = before is null
                ? await session.ExecuteAsync(Insert, [row.Owner, row.Fence, row.ExpiresAt], cancellationToken)
                : await session.ExecuteAsync(
                    Update, [row.Owner, row.Fence, row.ExpiresAt, before.Owner, before.Fence, before.ExpiresAt], cancellationToken);
            return written == 1 ? LeaderRow.Claim(row, before) : null;
        },
        cancellationToken);

    public Task EndLeasesAsync(long leader, CancellationToken cancellationToken) =>
        database.RunAsync(Place, session => session.ExecuteAsync(EndLeases, [leader, session.Now], cancellationToken), cancellationToken);

    public Task LeaveAsync(string owner, CancellationToken cancellationToken) =>
        database.RunAsync(Place, session => session.ExecuteAsync(Leave, [owner], cancellationToken), cancellationToken);

    private static (LeaderRow? Row, DateTimeOffset Now) Read(SqlRow row)
    {
        var (owner, fence, expires) = (row.TextOrNull(), row.LongOrNull(), row.LongOrNull());
        return (owner is null ? null : new LeaderRow(owner, "", fence ?? 0, expires ?? 0), DateTimeOffset.UnixEpoch.AddTicks(row.Long()));
    }
}
