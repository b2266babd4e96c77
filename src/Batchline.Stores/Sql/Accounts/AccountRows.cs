using Batchline.Engine.Accounts;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Sql.Accounts;

/// <summary>Rows of the table <c>accounts</c>.</summary>
internal static class AccountRows
{
    internal const string Columns = """
        id, name, workizApiKey, keyFingerprint, enabled,
        minIntervalMs, quotaCalls, quotaWindowMs, quotaShare, createdAt, updatedAt, webhookSecretHash,
        deleting, deletionId, deletionWithJobs, deletionDecided
        """;

    internal const string FindKey = "SELECT id FROM accounts WHERE keyFingerprint = @keyFingerprint AND id <> @id";

    internal const string Find = $"SELECT {Columns} FROM accounts WHERE id = @id";

    private const string Put = $"""
        INSERT INTO accounts ({Columns})
        VALUES (@id, @name, @workizApiKey, @keyFingerprint, @enabled,
            @minIntervalMs, @quotaCalls, @quotaWindowMs, @quotaShare, @createdAt, @updatedAt, @webhookSecretHash,
            @deleting, @deletionId, @deletionWithJobs, @deletionDecided)
        """;

    internal const string Insert = $"{Put} ON CONFLICT (id) DO NOTHING";

    internal const string Update = $"""
        {Put} ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, workizApiKey = excluded.workizApiKey, keyFingerprint = excluded.keyFingerprint,
            enabled = excluded.enabled, deleting = excluded.deleting, minIntervalMs = excluded.minIntervalMs,
            quotaCalls = excluded.quotaCalls, quotaWindowMs = excluded.quotaWindowMs,
            quotaShare = excluded.quotaShare, updatedAt = excluded.updatedAt,
            webhookSecretHash = excluded.webhookSecretHash, deletionId = excluded.deletionId,
            deletionWithJobs = excluded.deletionWithJobs, deletionDecided = excluded.deletionDecided
        """;

    internal const string List = $"SELECT {Columns} FROM accounts WHERE id > @after ORDER BY id LIMIT @limit";

    internal const string FindAll = $"SELECT {Columns} FROM accounts WHERE id IN (SELECT value FROM json_each(@ids))";

    internal const string ListMarked = $"""
        SELECT {Columns} FROM accounts WHERE deleting = 1 AND id > @after ORDER BY id LIMIT @limit
        """;

    internal const string DeleteHead = "DELETE FROM accountHeads WHERE accountId = @accountId";

    internal const string Delete = "DELETE FROM accounts WHERE id = @id";

    /// <summary>In the order of <see cref="Columns"/>.</summary>
    public static SqlValue[] Values(Account account) =>
    [
        account.Id.Value,
        account.Name,
        account.WorkizApiKey,
        account.KeyFingerprint,
        account.Enabled,
        account.Pace.MinInterval,
        account.Pace.QuotaCalls,
        account.Pace.QuotaWindow,
        account.Pace.QuotaShare,
        account.CreatedAt,
        account.UpdatedAt,
        account.WebhookSecretHash,
        account.Deleting,
        account.Deletion?.Id,
        account.Deletion?.WithJobs ?? false,
        account.Deletion?.Decided ?? false,
    ];

    public static Account Read(SqlRow row) => new()
    {
        Id = new AccountId(row.Text()),
        Name = row.Text(),
        WorkizApiKey = row.TextOrNull(),
        KeyFingerprint = row.TextOrNull(),
        Enabled = row.Flag(),
        Pace = new AccountPace
        {
            MinInterval = row.DurationOrNull(),
            QuotaCalls = row.IntOrNull(),
            QuotaWindow = row.DurationOrNull(),
            QuotaShare = row.DoubleOrNull(),
        },
        CreatedAt = row.Time(),
        UpdatedAt = row.Time(),
        WebhookSecretHash = row.TextOrNull(),
        Deletion = ReadDeletion(row),
    };

    private static AccountDeletion? ReadDeletion(SqlRow row)
    {
        // Marks of earlier versions have no id.
        var (isMarked, mark) = (row.Flag(), new AccountDeletion(row.TextOrNull() ?? "", row.Flag(), row.Flag()));
        return isMarked ? mark : null;
    }
}
