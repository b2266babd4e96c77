using Batchline.Engine.Operations;

namespace Batchline.Engine.Schedules;

/// <summary>Starts operations at set times.</summary>
public sealed record Schedule
{
    public required ScheduleId Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Five fields: minute, hour, day of month, month, day of week.</summary>
    public required string Cron { get; init; }

    /// <summary>An IANA name; <see cref="Cron"/> is in this zone's local time.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Null: every account that is enabled at the time of the run.</summary>
    public IReadOnlyList<AccountId>? AccountIds { get; init; }

    public required Strategy Strategy { get; init; }
    public bool Full { get; init; }
    public bool Enabled { get; init; } = true;
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: never, because it is disabled.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    public DateTimeOffset? LastRunAt { get; init; }
    public OperationId? LastOperationId { get; init; }

    /// <summary>Why the last run started no operation; null if it did.</summary>
    public string? LastError { get; init; }

    /// <summary>Raised by every write; writes compare it.</summary>
    public long Rev { get; init; }
}
