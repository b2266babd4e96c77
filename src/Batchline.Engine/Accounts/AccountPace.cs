namespace Batchline.Engine.Accounts;

/// <summary>The pace that is set for one account; null means the setting of the section <c>Workiz</c>.</summary>
public record AccountPace
{
    public TimeSpan? MinInterval { get; init; }
    public int? QuotaCalls { get; init; }
    public TimeSpan? QuotaWindow { get; init; }

    /// <summary>The part of the quota that Batchline may use, 0.1 to 1; other integrations use the rest.</summary>
    public double? QuotaShare { get; init; }

    /// <summary>The pace alone, without whatever inherits these fields.</summary>
    public AccountPace Only() => new(this);
}
