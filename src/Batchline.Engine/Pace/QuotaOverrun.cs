namespace Batchline.Engine.Pace;

/// <summary>429s in a row.</summary>
/// <param name="First">When the first came.</param>
/// <param name="Last">When the last came.</param>
/// <param name="Calls">Calls that had been let in during the window before the first.</param>
public sealed record QuotaOverrun(DateTimeOffset First, DateTimeOffset Last, int Calls)
{
    /// <summary>How long Workiz said to wait; null if it did not say.</summary>
    public TimeSpan? Announced { get; init; }

    /// <summary>How many of them came more than a window after the first.</summary>
    public int Late { get; init; }
}
