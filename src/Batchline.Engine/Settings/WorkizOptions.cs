namespace Batchline.Engine.Settings;

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

    /// <summary>What <c>batchline doctor</c> asks, without any key, when Workiz has failed an account for minutes; empty: nothing.</summary>
    public Uri StatusPage { get; set; } = new("https://workiz.statuspage.io/api/v2/summary.json");

    /// <summary>An address that can be asked, with nothing secret in it.</summary>
    public static bool IsStatusPage(Uri address) =>
        address is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo.Length: 0 };
}
