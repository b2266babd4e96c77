using Batchline.Engine.Operations;

namespace Batchline.Engine.Settings;

/// <summary>Section <c>Sync</c>.</summary>
public sealed class SyncOptions
{
    /// <summary><c>listFirst</c> or <c>each</c>: what the command line, the page and schedules use when none is named. A request without one means <c>each</c>.</summary>
    public Strategy Strategy { get; set; } = Strategy.ListFirst;

    /// <summary>How far back a later listing goes.</summary>
    public TimeSpan Lookback { get; set; } = TimeSpan.FromDays(730);

    /// <summary>How far back the first listing of an account, and one with <c>full</c>, goes.</summary>
    public DateOnly HistoryStart { get; set; } = new(2010, 1, 1);

    /// <summary>Jobs outside the window of the listing are asked for again after this.</summary>
    public TimeSpan RecheckAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Where a listing begins.</summary>
    /// <param name="whole">An account's first listing, or one with <c>full</c>.</param>
    public DateOnly ListFrom(DateTimeOffset? since, bool whole, DateTimeOffset now) =>
        since is { } from ? DateOnly.FromDateTime(from.UtcDateTime)
        : whole ? HistoryStart
        : DateOnly.FromDateTime((now - Lookback).UtcDateTime);
}
