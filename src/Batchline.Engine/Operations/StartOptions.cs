using System.Globalization;
using System.Text.Json.Serialization;

namespace Batchline.Engine.Operations;

/// <summary>
/// The options of a start. The operation keeps them, and so does each account's run. Both inherit them instead of holding
/// them, because they are stored next to the other fields.
/// </summary>
public record StartOptions
{
    public Strategy Strategy { get; init; }

    /// <summary>Jobs per batch, 1 to 1000. In a request, 0 stands for the setting.</summary>
    public int BatchSize { get; init; }

    /// <summary>List jobs scheduled from this time on instead of from the account's lookback.</summary>
    public DateTimeOffset? Since { get; init; }

    public bool Full { get; init; }

    /// <summary>When more than this percentage of the jobs failed (0 to 100), the operation stops as failed. Null: never.</summary>
    public double? ToleratedFailurePercent { get; init; }

    [JsonIgnore]
    public bool LimitsFailures => ToleratedFailurePercent is not null;

    /// <summary>True if more jobs failed than are tolerated; exactly as many are still tolerated.</summary>
    public bool IsBeyondTolerance(Counters totals) =>
        ToleratedFailurePercent is { } percent && totals.Failed * 100m > (decimal)percent * totals.Total;

    internal string TooMuchFailed(Counters totals) => string.Create(
        CultureInfo.InvariantCulture,
        $"{totals.Failed} of {totals.Total} jobs failed, more than the tolerated {ToleratedFailurePercent} %.");
}
