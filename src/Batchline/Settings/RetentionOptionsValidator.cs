namespace Batchline.Settings;

internal sealed class RetentionOptionsValidator() : SectionValidator<RetentionOptions>("Retention")
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    protected override void Check(RetentionOptions options, Action<string, string> fault)
    {
        Range(fault, nameof(options.Operations), options.Operations, TimeSpan.FromDays(1), Longest);
        Range(fault, nameof(options.Batches), options.Batches, TimeSpan.FromDays(1), Longest);
        Range(fault, nameof(options.Changes), options.Changes, TimeSpan.FromDays(1), Longest);
    }
}
