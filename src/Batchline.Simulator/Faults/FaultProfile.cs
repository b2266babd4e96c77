namespace Batchline.Simulator.Faults;

/// <summary>How often what goes wrong. Which request it hits follows from the seed, see <see cref="FaultPlan"/>.</summary>
public sealed record FaultProfile
{
    public static readonly FaultProfile None = new();

    /// <summary>
    /// One request in five fails, in the ways that pass when asked again. Without those that take their time, without
    /// <see cref="FaultKind.Gone"/>, which a client has to believe, and without those that matter at one place: see <see cref="Rules"/>.
    /// </summary>
    public static readonly FaultProfile Nasty = new()
    {
        Rates = FaultKinds.All.Where(kind => kind < FaultKind.ConnectionRefused)
            .Except([FaultKind.Hang, FaultKind.SlowBody, FaultKind.Gone, FaultKind.HugeBody])
            .ToDictionary(kind => kind, _ => 0.2 / 15),
    };

    /// <summary>What goes wrong where and when; the first that matches counts, before <see cref="BadJobs"/> and <see cref="Rates"/>.</summary>
    public IReadOnlyList<FaultRule> Rules { get; init; } = [];

    /// <summary>The share of requests that each fault hits; at most 1 together.</summary>
    public IReadOnlyDictionary<FaultKind, double> Rates { get; init; } = new Dictionary<FaultKind, double>();

    /// <summary>The share of jobs for which job/get always goes wrong in this way; at most 1 together.</summary>
    public IReadOnlyDictionary<FaultKind, double> BadJobs { get; init; } = new Dictionary<FaultKind, double>();

    /// <summary>The share of accounts whose token is always refused.</summary>
    public double RefusedAccounts { get; init; }

    public TimeSpan SlowBodyTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>64 MB unless set.</summary>
    public long HugeBodyBytes { get; init; } = 64 << 20;

    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(2);
}
