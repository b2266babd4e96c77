namespace Batchline.Engine;

/// <summary>Section <c>Process</c>.</summary>
public sealed class ProcessOptions
{
    /// <summary>Retries of a batch by a person.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Retries of a batch by itself.</summary>
    public int AutoRetries { get; set; } = 3;

    public TimeSpan RetryBaseDelay { get; set; } = TimeSpan.FromSeconds(30);
    public TimeSpan BlockedTimeout { get; set; } = TimeSpan.FromDays(1);
    public TimeSpan SliceBudget { get; set; } = TimeSpan.FromSeconds(50);
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);
    public int MaxParallelAccounts { get; set; } = 10_000;
}
