namespace Batchline.Settings.Sections;

/// <summary>Section <c>Freshness</c>.</summary>
internal sealed class FreshnessOptions
{
    /// <summary>The promise: no job of an enabled account is older than this. Broken, it is told in the log, in a metric and by notification. Choose it above what one sync takes, and above <c>Sync:RecheckAfter</c> with the strategy <c>listFirst</c>.</summary>
    public TimeSpan? MaxAge { get; set; }
}

internal sealed class FreshnessOptionsValidator() : SectionValidator<FreshnessOptions>("Freshness")
{
    protected override void Check(FreshnessOptions options, Action<string, string> fault)
    {
        if (options.MaxAge is { } age)
            Range(fault, nameof(options.MaxAge), age, TimeSpan.FromSeconds(1), TimeSpan.FromDays(36_500));
    }
}
