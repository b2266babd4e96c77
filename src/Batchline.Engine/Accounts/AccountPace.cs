namespace Batchline.Engine.Accounts;

/// <summary>What an account has set for its own pace; null means the setting in the section <c>Workiz</c>.</summary>
public sealed record AccountPace
{
    public TimeSpan? MinInterval { get; init; }
    public int? QuotaCalls { get; init; }
    public TimeSpan? QuotaWindow { get; init; }

    /// <summary>The part of the quota that Batchline may use, 0.1 to 1; other integrations use the rest.</summary>
    public double? QuotaShare { get; init; }
}
