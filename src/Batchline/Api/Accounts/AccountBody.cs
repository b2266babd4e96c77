namespace Batchline.Api.Accounts;

/// <summary>The body that makes an account.</summary>
internal sealed record AccountBody
{
    public string? Name { get; init; }
    public string? WorkizApiKey { get; init; }
    public bool? Enabled { get; init; }
    public TimeSpan? MinInterval { get; init; }
    public int? QuotaCalls { get; init; }
    public TimeSpan? QuotaWindow { get; init; }
    public double? QuotaShare { get; init; }
}
