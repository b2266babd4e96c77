using Batchline.Engine.Settings;

namespace Batchline.Settings.Sections;

internal sealed class SyncOptionsValidator() : SectionValidator<SyncOptions>("Sync")
{
    protected override void Check(SyncOptions options, Action<string, string> fault)
    {
        Range(fault, nameof(options.Lookback), options.Lookback, TimeSpan.FromDays(1), TimeSpan.FromDays(36_500));
        Range(fault, nameof(options.RecheckAfter), options.RecheckAfter, TimeSpan.Zero, TimeSpan.FromDays(36_500));
        if (options.HistoryStart < new DateOnly(1990, 1, 1))
            fault(nameof(options.HistoryStart), "must be 1990-01-01 or later");
    }
}
