using Batchline.Engine.Changes;
using Batchline.Stores.Sql.Changes;
using Batchline.Stores.Sql.Statements;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Changes;

/// <summary>Reads the table <c>changes</c>, which triggers fill.</summary>
internal sealed class ChangeFeed(Database database) : IChangeFeed
{
    public Task<ChangePage> ReadAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        query.Uuid is null
            ? database.ListAsync(session => ReadPage(session, query), cancellationToken)
            : database.SearchAsync(session => ReadPage(session, query), cancellationToken);

    public Task<bool> SettleAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<int> TrimAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                var old = session.Query(ChangeRows.Oldest, ChangeRows.ReadPlace, limit + 1).TakeWhile(place => place.At < before).ToList();
                return old.Count < 2 ? 0 : session.Execute(ChangeRows.Trim, old[^1].Position);
            },
            cancellationToken);

    /// <summary>One transaction, so that the page and the newest change are from the same moment.</summary>
    private static ChangePage ReadPage(SqlSession session, ChangeQuery query)
    {
        session.Execute("BEGIN");
        var after = query.After ?? ChangePlace.Start;
        var known = session.First(ChangeRows.Find, row => row.Flag(), after.Position, after.At);
        var page = ChangePage.Of(query, Place(session, ChangeRows.First), Place(session, ChangeRows.Last), known, Items(session, ChangeRows.Page(query, after.Position)));
        session.Execute("COMMIT");
        return page;
    }

    private static ChangePlace? Place(SqlSession session, string sql) =>
        session.Query(sql, ChangeRows.ReadPlace) is [var place] ? place : null;

    private static List<JobChange> Items(SqlSession session, (string Sql, SqlValue[] Values) page) =>
        session.Query(page.Sql, ChangeRows.ReadChange, page.Values);
}
