namespace Batchline.Engine;

/// <summary>Section <c>Workiz</c>.</summary>
public sealed class WorkizOptions
{
    public Uri BaseUrl { get; set; } = new("https://api.workiz.com/api/v1/");
    public TimeSpan MinInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Calls allowed in a window; null: not known, a 429 makes the account wait.</summary>
    public int? QuotaCalls { get; set; }

    public TimeSpan QuotaWindow { get; set; } = TimeSpan.FromMinutes(1);
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
