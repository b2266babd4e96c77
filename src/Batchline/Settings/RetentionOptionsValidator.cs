namespace Batchline.Settings;

internal sealed class RetentionOptionsValidator() : SectionValidator<RetentionOptions>("Retention")
{
    protected override void Check(RetentionOptions options, Action<string, string> fault) =>
        Range(fault, nameof(options.Operations), options.Operations, TimeSpan.FromDays(1), TimeSpan.FromDays(36_500));
}
