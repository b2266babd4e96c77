using Batchline.Engine.Failures;
using Batchline.Engine.Notices;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Sql.Notices;

/// <summary>Rows of the table <c>notices</c>.</summary>
internal static class NoticeRows
{
    internal const string Columns = "id, key, kind, subject, status, attempts, createdAt, nextAttemptAt, endedAt, result";

    internal const string Insert = $"""
        INSERT INTO notices ({Columns})
        VALUES (@id, @key, @kind, @subject, @status, @attempts, @createdAt, @now, @endedAt, @result)
        ON CONFLICT DO NOTHING
        """;

    internal const string Claim = $"""
        UPDATE notices SET attempts = attempts + 1, nextAttemptAt = @now + @claim
        WHERE id IN (SELECT id FROM notices WHERE status = 'pending' AND nextAttemptAt <= @now ORDER BY nextAttemptAt, id LIMIT @limit)
        RETURNING {Columns}
        """;

    internal const string Settle = """
        UPDATE notices SET status = @status, nextAttemptAt = @now + @pause, endedAt = @endedAt, result = @result
        WHERE id = @id AND attempts = @attempts AND status = 'pending'
        """;

    internal const string List = $"SELECT {Columns} FROM notices WHERE id < @before ORDER BY id DESC LIMIT @limit";

    internal const string Delete = "DELETE FROM notices WHERE id IN (SELECT id FROM notices WHERE id < @before LIMIT @limit)";

    // Behind every id: these are hexadecimal.
    internal const string End = "g";

    /// <summary>In the order of <see cref="Columns"/>. A new notice is due at once.</summary>
    public static SqlValue[] Values(Notice notice, SqlValue now) =>
    [
        notice.Id,
        notice.Key,
        notice.Kind,
        notice.Subject,
        StoredEnum.Of(notice.Status),
        notice.Attempts,
        notice.CreatedAt,
        now,
        notice.EndedAt,
        notice.Result,
    ];

    /// <summary>The values of <see cref="Settle"/>.</summary>
    public static SqlValue[] Settled(Notice notice, TimeSpan pause, SqlValue now) =>
        [StoredEnum.Of(notice.Status), now, pause, notice.EndedAt, notice.Result, notice.Id, notice.Attempts];

    public static Notice Read(SqlRow row) => new()
    {
        Id = row.Text(),
        Key = row.Text(),
        Kind = row.Text(),
        Subject = row.Text(),
        Status = row.Enum<NoticeStatus>(),
        Attempts = row.Int(),
        CreatedAt = row.Time(),
        NextAttemptAt = row.Time(),
        EndedAt = row.TimeOrNull(),
        Result = row.TextOrNull(),
    };
}
