namespace Batchline.Engine;

/// <summary>Section <c>Workiz</c>.</summary>
public sealed class WorkizOptions
{
    /// <summary>Where Workiz is; the simulator prints its own.</summary>
    public Uri BaseUrl { get; set; } = new("https://api.workiz.com/api/v1/");

    /// <summary>The least distance between two requests of one account. An account may have its own.</summary>
    public TimeSpan MinInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Calls an account may send in a window; 96 % of them are spread evenly over it. Unset, 429s teach it.</summary>
    public int? QuotaCalls { get; set; }

    /// <summary>The window that a quota, set or learned, counts in.</summary>
    public TimeSpan QuotaWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Over the headers and the body of an answer.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
