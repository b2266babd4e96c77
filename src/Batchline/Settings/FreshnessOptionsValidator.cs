namespace Batchline.Settings;

internal sealed class FreshnessOptionsValidator() : SectionValidator<FreshnessOptions>("Freshness")
{
    protected override void Check(FreshnessOptions options, Action<string, string> fault)
    {
        if (options.MaxAge is { } age)
            Range(fault, nameof(options.MaxAge), age, TimeSpan.FromSeconds(1), TimeSpan.FromDays(36_500));
    }
}
