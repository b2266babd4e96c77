using Batchline.Engine.Failures;
using Batchline.Engine.Notices;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Notices;

internal sealed class NoticeStore(Database database) : INoticeStore
{
    private const string Columns = "id, key, kind, subject, status, attempts, createdAt, nextAttemptAt, endedAt, result";

    internal const string Insert = $"""
        INSERT INTO notices ({Columns})
        VALUES (@id, @key, @kind, @subject, @status, @attempts, @createdAt, @nextAttemptAt, @endedAt, @result)
        ON CONFLICT DO NOTHING
        """;

    internal const string Claim = $"""
        UPDATE notices SET attempts = attempts + 1, nextAttemptAt = @until
        WHERE id IN (SELECT id FROM notices WHERE status = 'pending' AND nextAttemptAt <= @now ORDER BY nextAttemptAt, id LIMIT @limit)
        RETURNING {Columns}
        """;

    internal const string Settle = """
        UPDATE notices SET status = @status, nextAttemptAt = @nextAttemptAt, endedAt = @endedAt, result = @result
        WHERE id = @id AND attempts = @attempts AND status = 'pending'
        """;

    internal const string List = $"SELECT {Columns} FROM notices WHERE id < @before ORDER BY id DESC LIMIT @limit";

    internal const string Delete = "DELETE FROM notices WHERE id IN (SELECT id FROM notices WHERE id < @before LIMIT @limit)";

    // Behind every id: these are hexadecimal.
    private const string End = "g";

    public Task<bool> AddAsync(Notice notice, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            Insert, notice.Id, notice.Key, notice.Kind, notice.Subject, StoredEnum.Of(notice.Status), notice.Attempts, notice.CreatedAt,
            database.Now, notice.EndedAt, notice.Result) == 1,
        cancellationToken);

    public Task<IReadOnlyList<Notice>> ClaimAsync(TimeSpan claim, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<Notice>>(
            session =>
            {
                var now = database.Now;
                return session.Query(Claim, Read, now + claim, now, limit);
            },
            cancellationToken);

    public Task<bool> SettleAsync(Notice notice, TimeSpan pause, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            Settle, StoredEnum.Of(notice.Status), database.Now + pause, notice.EndedAt, notice.Result, notice.Id,
            notice.Attempts) == 1,
        cancellationToken);

    public Task<IReadOnlyList<Notice>> ListAsync(string? before, int limit, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<Notice>>(session => session.Query(List, Read, before ?? End, limit), cancellationToken);

    public Task<int> DeleteAsync(string before, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute(Delete, before, limit), cancellationToken);

    private static Notice Read(SqlRow row) => new()
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
