using Batchline.Api.Requests;
using Batchline.Engine.Operations;
using Batchline.Engine.Schedules;

namespace Batchline.Api.Schedules;

/// <summary>A schedule as callers see it.</summary>
internal sealed record ScheduleView
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Cron { get; init; }
    public required string TimeZone { get; init; }

    /// <summary>Null: every account that is enabled when it runs.</summary>
    public required IReadOnlyList<string>? AccountIds { get; init; }

    public required string Strategy { get; init; }
    public required bool Full { get; init; }
    public required bool Enabled { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: it is disabled.</summary>
    public required DateTimeOffset? NextRunAt { get; init; }

    public required DateTimeOffset? LastRunAt { get; init; }
    public required string? LastOperationId { get; init; }

    /// <summary>Why the last run started no operation.</summary>
    public required string? LastError { get; init; }

    public static ScheduleView Of(Schedule schedule) => new()
    {
        Id = schedule.Id.Value,
        Name = schedule.Name,
        Cron = schedule.Cron,
        TimeZone = schedule.TimeZone,
        AccountIds = schedule.AccountIds?.Select(account => account.Value).ToList(),
        Strategy = Names<Strategy>.Of(schedule.Strategy),
        Full = schedule.Full,
        Enabled = schedule.Enabled,
        CreatedAt = schedule.CreatedAt,
        NextRunAt = schedule.NextRunAt,
        LastRunAt = schedule.LastRunAt,
        LastOperationId = schedule.LastOperationId?.Value,
        LastError = schedule.LastError,
    };
}
