namespace Batchline.Settings.Sections;

/// <summary>Section <c>Retention</c>.</summary>
internal sealed class RetentionOptions
{
    /// <summary>How long ended operations are kept, with their batches and account states. Jobs are kept for ever.</summary>
    public TimeSpan Operations { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long the batches of ended operations are kept; they go with their operation at the latest.</summary>
    public TimeSpan Batches { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long changes stay in the feed; a follower that was away for longer has to read all jobs again.</summary>
    public TimeSpan Changes { get; set; } = TimeSpan.FromDays(30);
}

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
