using Batchline.Engine.Leadership;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Statements;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Heads;

internal sealed class LeaderRole(Database database, DeadNodes dead) : ILeaderRole
{
    internal const string Find = "SELECT owner, holder, fence, expiresAt FROM leader WHERE id = 1";

    internal const string Put = """
        INSERT INTO leader (id, owner, holder, fence, expiresAt) VALUES (1, @owner, @holder, @fence, @expiresAt)
        ON CONFLICT (id) DO UPDATE SET
            owner = excluded.owner, holder = excluded.holder, fence = excluded.fence, expiresAt = excluded.expiresAt
        """;

    internal const string EndLeases = """
        UPDATE accountHeads SET expiresAt = 0, dueAt = min(dueAt, @now)
        WHERE leader = @leader AND released = 0 AND expiresAt > @now
        """;

    internal const string Leave = "UPDATE leader SET expiresAt = 0 WHERE id = 1 AND owner = @owner";

    public async Task<LeaderClaim?> TakeAsync(string owner, TimeSpan lasting, CancellationToken cancellationToken)
    {
        // A process in reserve may not write anything for days.
        await database.EnsureInPlaceAsync(cancellationToken);

        // Read first, because the processes in reserve ask every second and must not write each time.
        var row = await database.ReadAsync(session => session.First(Find, Read), cancellationToken);
        if (LeaderRow.Take(row, owner, database.Node.Id, lasting, database.Now) is null && !await dead.FreeAsync(row?.Holder ?? "", cancellationToken))
            return null;
        return await database.WriteAsync(session => Take(session, owner, lasting), cancellationToken);
    }

    public Task EndLeasesAsync(long leader, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute(EndLeases, database.Now, leader), cancellationToken);

    public Task LeaveAsync(string owner, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute(Leave, owner), cancellationToken);

    private LeaderClaim? Take(SqlSession session, string owner, TimeSpan lasting)
    {
        var before = session.First(Find, Read);
        if (LeaderRow.Take(before, owner, database.Node.Id, lasting, database.Now) is not { } row)
            return null;
        session.Execute(Put, row.Owner, row.Holder, row.Fence, row.ExpiresAt);
        return LeaderRow.Claim(row, before);
    }

    private static LeaderRow Read(SqlRow row) => new(row.Text(), row.Text(), row.Long(), row.Long());
}
