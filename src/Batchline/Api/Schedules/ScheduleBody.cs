using Batchline.Engine.Accounts;

namespace Batchline.Api.Schedules;

/// <summary>The body that makes or changes a schedule; when it changes one, a field left out stays.</summary>
internal sealed record ScheduleBody
{
    public Optional<string> Name { get; init; }

    /// <summary>Five fields, or <c>@daily</c> and its like.</summary>
    public Optional<string> Cron { get; init; }

    /// <summary>An IANA name; UTC when a new schedule says nothing.</summary>
    public Optional<string> TimeZone { get; init; }

    /// <summary>Null: every enabled account.</summary>
    public Optional<IReadOnlyList<string?>> AccountIds { get; init; }

    /// <summary><c>each</c> or <c>listFirst</c>; Sync:Strategy when a new schedule says nothing.</summary>
    public Optional<string> Strategy { get; init; }

    public Optional<bool?> Full { get; init; }
    public Optional<bool?> Enabled { get; init; }
}
