namespace Batchline.Settings;

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
