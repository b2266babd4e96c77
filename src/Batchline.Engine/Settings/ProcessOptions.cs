namespace Batchline.Engine.Settings;

/// <summary>Section <c>Process</c>.</summary>
public sealed class ProcessOptions
{
    /// <summary>Of a lease, unless <see cref="LeaseDuration"/> is set.</summary>
    public static readonly TimeSpan UsualLease = TimeSpan.FromSeconds(30);

    /// <summary>How often a person may retry one batch; <c>force</c> goes beyond.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>How often a batch with jobs that failed for a passing reason is retried by itself.</summary>
    public int AutoRetries { get; set; } = 3;

    /// <summary>Before the first retry of a batch by itself; doubled with each, with some chance.</summary>
    public TimeSpan RetryBaseDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After which an operation with nothing but blocked accounts left ends.</summary>
    public TimeSpan BlockedTimeout { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long one slice, and one request that drives slices, works, whatever Workiz takes to answer.</summary>
    public TimeSpan SliceBudget { get; set; } = TimeSpan.FromSeconds(50);

    /// <summary>How long an account stays with a process that is cut off. Must be above <c>Workiz:RequestTimeout</c> + 5 s; in a cluster, at least 5 s.</summary>
    /// <value>30 s; in a cluster 6 s</value>
    public TimeSpan? LeaseDuration { get; set; }

    /// <summary>Requests in flight at once, per process.</summary>
    public int MaxParallelAccounts { get; set; } = 10_000;
}
