using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Engine.Schedules;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Sql.Schedules;

/// <summary>Rows of the table <c>schedules</c>.</summary>
internal static class ScheduleRows
{
    internal const string Columns = """
        id, name, cron, timeZone, accountIds, strategy, "full", enabled, createdAt, nextRunAt, lastRunAt, lastOperationId, lastError, rev
        """;

    internal const string Find = $"SELECT {Columns} FROM schedules WHERE id = @id";

    internal const string Insert = $"""
        INSERT INTO schedules ({Columns})
        VALUES (@id, @name, @cron, @timeZone, @accountIds, @strategy, @full, @enabled, @createdAt, @nextRunAt, @lastRunAt,
            @lastOperationId, @lastError, @rev)
        ON CONFLICT (id) DO NOTHING
        """;

    internal const string Replace = """
        UPDATE schedules SET name = @name, cron = @cron, timeZone = @timeZone, accountIds = @accountIds, strategy = @strategy,
            "full" = @full, enabled = @enabled, createdAt = @createdAt, nextRunAt = @nextRunAt, lastRunAt = @lastRunAt,
            lastOperationId = @lastOperationId, lastError = @lastError, rev = @rev
        WHERE id = @id AND rev = @rev - 1
        """;

    internal const string List = $"SELECT {Columns} FROM schedules WHERE id > @after ORDER BY id LIMIT @limit";

    internal const string ListDue = $"""
        SELECT {Columns}, @now FROM schedules WHERE nextRunAt <= @now ORDER BY nextRunAt, id LIMIT @limit
        """;

    internal const string Delete = "DELETE FROM schedules WHERE id = @id";

    /// <summary>In the order of <see cref="Columns"/>, without the id.</summary>
    public static SqlValue[] Values(Schedule schedule) =>
    [
        schedule.Name,
        schedule.Cron,
        schedule.TimeZone,
        schedule.AccountIds is { } accounts ? SqlValue.Of(accounts.Select(account => account.Value)) : null,
        StoredEnum.Of(schedule.Strategy),
        schedule.Full,
        schedule.Enabled,
        schedule.CreatedAt,
        schedule.NextRunAt,
        schedule.LastRunAt,
        schedule.LastOperationId?.Value,
        schedule.LastError,
        schedule.Rev,
    ];

    public static Schedule Read(SqlRow row) => new()
    {
        Id = new ScheduleId(row.Text()),
        Name = row.Text(),
        Cron = row.Text(),
        TimeZone = row.Text(),
        AccountIds = row.ListOrNull()?.Select(account => new AccountId(account)).ToList(),
        Strategy = row.Enum<Strategy>(),
        Full = row.Flag(),
        Enabled = row.Flag(),
        CreatedAt = row.Time(),
        NextRunAt = row.TimeOrNull(),
        LastRunAt = row.TimeOrNull(),
        LastOperationId = row.TextOrNull() is { } operation ? new OperationId(operation) : null,
        LastError = row.TextOrNull(),
        Rev = row.Long(),
    };

    /// <summary>A row of <see cref="ListDue"/>.</summary>
    public static DueSchedule ReadDue(SqlRow row) => new(Read(row), row.Time());
}
