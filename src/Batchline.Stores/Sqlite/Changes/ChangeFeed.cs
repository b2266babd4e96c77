using Batchline.Engine.Changes;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Changes;

/// <summary>Reads the table <c>changes</c>, which triggers fill.</summary>
internal sealed class ChangeFeed(Database database) : IChangeFeed
{
    internal const string First = "SELECT position, at FROM changes WHERE position > 0 ORDER BY position LIMIT 1";
    internal const string Last = "SELECT position, at FROM changes WHERE position > 0 ORDER BY position DESC LIMIT 1";
    internal const string Find = "SELECT 1 FROM changes WHERE position = @position AND at = @at";
    internal const string Read = $"SELECT {Columns} FROM changes WHERE position > @after ORDER BY position LIMIT @limit";

    internal const string ReadOfAccount = $"""
        SELECT {Columns} FROM changes WHERE accountId = @accountId AND position > @after ORDER BY position LIMIT @limit
        """;

    internal const string ReadOfJob = $"""
        SELECT {Columns} FROM changes WHERE accountId = @accountId AND position > @after AND UUID = @uuid
        ORDER BY position LIMIT @limit
        """;

    internal const string Oldest = "SELECT position, at FROM changes WHERE position > 0 ORDER BY position LIMIT @limit";
    internal const string Trim = "DELETE FROM changes WHERE position < @position";

    private const string Columns = "position, accountId, UUID, kind, at, changedFields";

    public Task<ChangePage> ReadAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        query.Uuid is null
            ? database.ListAsync(session => ReadPage(session, query), cancellationToken)
            : database.SearchAsync(session => ReadPage(session, query), cancellationToken);

    public Task<bool> SettleAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<int> TrimAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                var old = session.Query(Oldest, ReadPlace, limit + 1).TakeWhile(place => place.At < before).ToList();
                return old.Count < 2 ? 0 : session.Execute(Trim, old[^1].Position);
            },
            cancellationToken);

    /// <summary>One transaction, so that the page and the newest change are from the same moment.</summary>
    private static ChangePage ReadPage(SqlSession session, ChangeQuery query)
    {
        session.Execute("BEGIN");
        var after = query.After ?? ChangePlace.Start;
        var known = session.First(Find, row => row.Flag(), after.Position, after.At);
        var page = ChangePage.Of(query, Place(session, First), Place(session, Last), known, Items(session, query, after.Position));
        session.Execute("COMMIT");
        return page;
    }

    private static List<JobChange> Items(SqlSession session, ChangeQuery query, long after) => query switch
    {
        { AccountId: { } account, Uuid: { } uuid } => session.Query(ReadOfJob, ReadChange, account.Value, after, uuid, query.Limit),
        { AccountId: { } account } => session.Query(ReadOfAccount, ReadChange, account.Value, after, query.Limit),
        _ => session.Query(Read, ReadChange, after, query.Limit),
    };

    private static ChangePlace? Place(SqlSession session, string sql) =>
        session.Query(sql, ReadPlace) is [var place] ? place : null;

    private static ChangePlace ReadPlace(SqlRow row) => new(row.Long(), row.Time());

    private static JobChange ReadChange(SqlRow row) => new()
    {
        Position = row.Long(),
        AccountId = new AccountId(row.Text()),
        Uuid = row.Text(),
        Kind = row.Enum<ChangeKind>(),
        At = row.Time(),
        ChangedFields = row.List(),
    };
}
