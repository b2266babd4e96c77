using Batchline.Engine.Operations;

namespace Batchline.Engine;

/// <summary>Section <c>Sync</c>.</summary>
public sealed class SyncOptions
{
    /// <summary>What the command line, the page and schedules use when none is named.</summary>
    public Strategy Strategy { get; set; } = Strategy.ListFirst;

    public TimeSpan Lookback { get; set; } = TimeSpan.FromDays(730);
    public DateOnly HistoryStart { get; set; } = new(2010, 1, 1);
    public TimeSpan RecheckAfter { get; set; } = TimeSpan.FromDays(30);
}
