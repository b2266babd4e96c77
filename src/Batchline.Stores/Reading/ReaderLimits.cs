namespace Batchline.Stores.Reading;

/// <summary>How much people may read at once. Reads by key and reads by work are not limited.</summary>
public sealed record ReaderLimits
{
    /// <summary>How many lists at once; null for as many as suit the store.</summary>
    public int? AtOnce { get; init; }

    /// <summary>How long one list may take.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a read may wait for its turn.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many may wait for their turn.</summary>
    public int Waiting { get; init; } = 200;

    /// <summary>How long one page of an export may take.</summary>
    public TimeSpan LongestExportPage { get; init; } = TimeSpan.FromMinutes(1);
}
