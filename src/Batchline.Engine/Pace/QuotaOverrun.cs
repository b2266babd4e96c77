namespace Batchline.Engine.Pace;

/// <summary>429s in a row.</summary>
/// <param name="First">When the first came.</param>
/// <param name="Last">When the last came.</param>
/// <param name="Calls">Calls that had been let in during the window before the first.</param>
public sealed record QuotaOverrun(DateTimeOffset First, DateTimeOffset Last, int Calls)
{
    /// <summary>How long Workiz said to wait; null when it did not.</summary>
    public TimeSpan? Announced { get; init; }

    /// <summary>429s later than a window behind the first.</summary>
    public int Late { get; init; }
}
