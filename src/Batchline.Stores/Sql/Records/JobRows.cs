using Batchline.Engine.Records;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Sql.Records;

/// <summary>Rows of the table <c>jobs</c>.</summary>
internal static class JobRows
{
    internal const string SyncColumns = """
        UUID, hash, firstSeen, changedAt, changedFields, missingSince, checkedAt, seenIn, fence, seq
        """;

    internal const string Columns = $"{SyncColumns}, accountId, lastUpdated, document";

    public static (string Uuid, JobSync Sync) ReadSync(SqlRow row) => (row.Text(), new JobSync
    {
        Hash = row.TextOrNull(),
        FirstSeen = row.TimeOrNull(),
        ChangedAt = row.TimeOrNull(),
        ChangedFields = row.List(),
        MissingSince = row.TimeOrNull(),
        CheckedAt = row.TimeOrNull(),
        SeenIn = row.TextOrNull() is { } operation ? new OperationId(operation) : null,
        Fence = row.Long(),
        Seq = row.Long(),
    });

    public static StoredJob Read(SqlRow row)
    {
        var (uuid, sync) = ReadSync(row);
        return new StoredJob
        {
            Sync = sync,
            AccountId = new AccountId(row.Text()),
            LastUpdated = row.Time(),
            Document = new JobDocument(uuid, row.Json()),
        };
    }
}
