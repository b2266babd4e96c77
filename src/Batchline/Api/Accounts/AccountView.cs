using Batchline.Engine.Accounts;
using Batchline.Engine.Freshness;
using Batchline.Engine.Heads;
using Batchline.Engine.Progress;

namespace Batchline.Api.Accounts;

/// <summary>An account as callers see it: the key itself is never told.</summary>
internal sealed record AccountView
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required bool Enabled { get; init; }

    /// <summary>The key's last characters; null for short keys.</summary>
    public required string? KeyHint { get; init; }

    /// <summary><c>ok</c> or <c>blocked</c>.</summary>
    public required string Status { get; init; }

    public required string? BlockedReason { get; init; }
    public required long Jobs { get; init; }
    public required DateTimeOffset? LastSyncedAt { get; init; }

    /// <summary>When the job was updated that was updated longest ago; null: there is none. Up to a minute old.</summary>
    public required DateTimeOffset? OldestUpdated { get; init; }

    /// <summary>Half of the jobs were updated later than this.</summary>
    public required DateTimeOffset? MedianUpdated { get; init; }

    public required TimeSpan? MinInterval { get; init; }
    public required int? QuotaCalls { get; init; }
    public required TimeSpan? QuotaWindow { get; init; }
    public required double? QuotaShare { get; init; }

    /// <summary>Null while nothing was learned, or when a quota is set.</summary>
    public required LearnedQuotaView? LearnedQuota { get; init; }

    /// <summary>What the pace allows now; null without any limit.</summary>
    public required double? CallsPerMinute { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public static AccountView Of(Account account, HeadBody head, AccountSpeed speed, AccountFreshness? fresh, long jobs, string? keyHint) => new()
    {
        Id = account.Id.Value,
        Name = account.Name,
        Enabled = account.Enabled,
        KeyHint = keyHint,
        Status = head.Blocked is null ? "ok" : "blocked",
        BlockedReason = head.Blocked,
        Jobs = jobs,
        LastSyncedAt = head.LastSyncedAt,
        OldestUpdated = fresh?.Oldest,
        MedianUpdated = fresh?.Median,
        MinInterval = account.Pace.MinInterval,
        QuotaCalls = account.Pace.QuotaCalls,
        QuotaWindow = account.Pace.QuotaWindow,
        QuotaShare = account.Pace.QuotaShare,
        LearnedQuota = speed.LearnedCalls is { } calls ? new LearnedQuotaView(calls, speed.Window.TotalSeconds) : null,
        CallsPerMinute = speed.Interval > TimeSpan.Zero ? Math.Round(TimeSpan.FromMinutes(1) / speed.Interval, 2) : null,
        CreatedAt = account.CreatedAt,
        UpdatedAt = account.UpdatedAt,
    };
}
