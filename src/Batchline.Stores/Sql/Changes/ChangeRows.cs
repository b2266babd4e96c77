using Batchline.Engine.Changes;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Sql.Changes;

/// <summary>Rows of the table <c>changes</c>.</summary>
internal static class ChangeRows
{
    internal const string First = "SELECT position, at FROM changes WHERE position > 0 ORDER BY position LIMIT 1";

    internal const string Last = "SELECT position, at FROM changes WHERE position > 0 ORDER BY position DESC LIMIT 1";

    internal const string Find = "SELECT true FROM changes WHERE position = @position AND at = @at";

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

    /// <summary>The statement of a page and its values.</summary>
    public static (string Sql, SqlValue[] Values) Page(ChangeQuery query, long after) => query switch
    {
        { AccountId: { } account, Uuid: { } uuid } => (ReadOfJob, [account.Value, after, uuid, query.Limit]),
        { AccountId: { } account } => (ReadOfAccount, [account.Value, after, query.Limit]),
        _ => (Read, [after, query.Limit]),
    };

    public static ChangePlace ReadPlace(SqlRow row) => new(row.Long(), row.Time());

    public static JobChange ReadChange(SqlRow row) => new()
    {
        Position = row.Long(),
        AccountId = new AccountId(row.Text()),
        Uuid = row.Text(),
        Kind = row.Enum<ChangeKind>(),
        At = row.Time(),
        ChangedFields = row.List(),
    };
}
