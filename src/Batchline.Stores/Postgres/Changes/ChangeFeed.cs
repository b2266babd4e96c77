using Batchline.Engine.Changes;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Sql.Changes;

namespace Batchline.Stores.Postgres.Changes;

/// <summary>
/// The table <c>changes</c>. Triggers put changes into <c>pending_changes</c>, and only <see cref="SettleAsync"/> moves them from there. It
/// holds the row with the last number until its transaction ends, so whoever sees a number sees all smaller ones. It takes what is
/// visible, and waits for no other transaction.
/// </summary>
internal sealed class ChangeFeed(Database database) : IChangeFeed
{
    internal const string LockNumber = "SELECT position FROM feed WHERE id = 1 FOR UPDATE";

    /// <summary>A statement of its own: it must see what whoever held the lock before has left.</summary>
    internal const string Number = """
        WITH moved AS (
            DELETE FROM pending_changes WHERE id = ANY (ARRAY(SELECT id FROM pending_changes ORDER BY id LIMIT @limit))
            RETURNING id, account_id, uuid, kind, at, changed_fields),
        last AS (
            UPDATE feed SET position = position + (SELECT count(*) FROM moved) WHERE id = 1 RETURNING position)
        INSERT INTO changes (position, account_id, uuid, kind, at, changed_fields)
        SELECT last.position + 1 - row_number() OVER (ORDER BY id DESC), account_id, uuid, kind, at, changed_fields FROM moved, last
        """;

    private const int ChangesAtOnce = 5000;

    /// <summary>Limits what one call does. The next call does the rest.</summary>
    private const int MaxRounds = 50;
    private const string Place = "changes";

    public Task<ChangePage> ReadAsync(ChangeQuery query, CancellationToken cancellationToken) => database.InTurnAsync(
        search: query.Uuid is not null, Place, (session, ending) => ReadAsync(session, query, ending), cancellationToken, asOne: true);

    public async Task<bool> SettleAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var counts = await database.RunAsync(
                Place, session => session.BatchAsync([Statement.Of(LockNumber), Statement.Of(Number, ChangesAtOnce)], cancellationToken), cancellationToken);
            if (counts[1] < ChangesAtOnce)
                return round > 0 || counts[1] > 0;
        }

        return true;
    }

    public Task<int> TrimAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) => database.RunAsync(
        Place,
        async session =>
        {
            var oldest = await session.QueryAsync(ChangeRows.Oldest, ChangeRows.ReadPlace, [limit + 1], cancellationToken);
            var old = oldest.TakeWhile(place => place.At < before).ToList();
            return old.Count < 2 ? 0 : await session.ExecuteAsync(ChangeRows.Trim, [old[^1].Position], cancellationToken);
        },
        cancellationToken);

    private static async Task<ChangePage> ReadAsync(PostgresSession session, ChangeQuery query, CancellationToken cancellationToken)
    {
        var after = query.After ?? ChangePlace.Start;
        var last = await PlaceAsync(session, ChangeRows.Last, cancellationToken);
        var first = await PlaceAsync(session, ChangeRows.First, cancellationToken);
        var known = await session.FirstAsync(ChangeRows.Find, row => row.Flag(), [after.Position, after.At], cancellationToken);
        var (sql, values) = ChangeRows.Page(query, after.Position);
        var items = await session.QueryAsync(sql, ChangeRows.ReadChange, values, cancellationToken);
        return ChangePage.Of(query, first, last, known, items);
    }

    private static async Task<ChangePlace?> PlaceAsync(PostgresSession session, string sql, CancellationToken cancellationToken) =>
        await session.QueryAsync(sql, ChangeRows.ReadPlace, [], cancellationToken) is [var place] ? place : null;
}
