using Batchline.Simulator.Faults;
using Batchline.Simulator.Jobs;
using Batchline.Simulator.Quota;
using Batchline.Simulator.Shapes;

namespace Batchline.Simulator.Worlds;

/// <summary>What the simulated Workiz is like. Everything that looks random follows from <see cref="Seed"/>.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>1 to 16,000.</summary>
    public int Accounts { get; init; } = 3;

    /// <summary>0 to 100,000, unscheduled and unlisted ones included.</summary>
    public int JobsPerAccount { get; init; } = 120;

    public int Seed { get; init; } = 1;

    /// <summary>The day the jobs are spread around; the day of the start when null. Set it to repeat a run on another day.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>What every answer takes at least.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Added to <see cref="Latency"/>: between nothing and this, by the seed.</summary>
    public TimeSpan LatencyJitter { get; init; }

    /// <summary>Calls per account and <see cref="QuotaWindow"/>; no quota when null. Recorded of Workiz: about 30 in about a minute.</summary>
    public int? QuotaCalls { get; init; }

    public TimeSpan QuotaWindow { get; init; } = TimeSpan.FromMinutes(1);

    public QuotaKind QuotaKind { get; init; }

    public RetryAfterForm RetryAfter { get; init; }

    /// <summary>The pace S2 is judged by: arrivals of one account are not closer than this.</summary>
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What sockets and scheduling may take off <see cref="MinInterval"/> before the judge calls it a violation. A pace below it is not judged.</summary>
    public TimeSpan JitterTolerance { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether <c>offset</c> of job/all counts records, as the vendor's text says, instead of pages.</summary>
    public bool RecordOffset { get; init; }

    /// <summary>The share of jobs without a date: job/all never lists them.</summary>
    public double UnscheduledShare { get; init; } = 0.03;

    /// <summary>The share of jobs with a date that job/all leaves out all the same.</summary>
    public double UnlistedShare { get; init; }

    public GoneShape GoneShape { get; init; }

    public JobShape JobShape { get; init; }

    public ListShape ListShape { get; init; }

    public FaultProfile Faults { get; init; } = FaultProfile.None;

    /// <summary>How jobs change by themselves while the simulator runs.</summary>
    public MutationPlan Mutations { get; init; } = MutationPlan.None;

    /// <summary>What happens at set times; see <see cref="ScenarioFile"/>.</summary>
    public IReadOnlyList<ScenarioEvent> Events { get; init; } = [];

    /// <summary>Whether a request without a User-Agent gets 403.</summary>
    public bool RequireUserAgent { get; init; }

    /// <summary>
    /// Whether the verdict also lists bad manners: no trailing slash, no User-Agent, no <c>Accept: application/json</c>,
    /// a list call without <c>only_open</c>, or with <c>records</c> out of bounds.
    /// </summary>
    public bool Strict { get; init; }

    /// <summary>How many requests the log remembers; older ones are forgotten, the counters are not.</summary>
    public int LogCapacity { get; init; } = 1_000_000;

    /// <summary>A file that every finished request is appended to as one line of JSON.</summary>
    public string? LogFile { get; init; }
}
