namespace Batchline.Engine.Process;

/// <summary>
/// Tells a bad job from a bad hour. A passing fault makes its job a suspect and costs nothing yet. A good answer
/// shows that Workiz is up, so the suspects pay one attempt each. Three suspects without a good answer between
/// open the circuit; so does a failed probe. Only when a probe was answered and the same happens again do the
/// suspects pay there too: else three jobs that never work would hold the account up for ever.
/// </summary>
internal static class FaultPolicy
{
    public const int MaxAttempts = 3;
    private const int SuspectsToTrip = 3;
    private static readonly TimeSpan FirstProbe = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SlowestProbe = TimeSpan.FromMinutes(5);

    /// <summary>A fault of <paramref name="job"/>; the result says who pays an attempt.</summary>
    public static (Faults Faults, IReadOnlyList<string> Charged) OnTransient(Faults faults, string job)
    {
        IReadOnlyList<string> suspects = faults.Suspects.Contains(job) ? faults.Suspects : [.. faults.Suspects, job];
        if (suspects.Count < SuspectsToTrip)
            return (faults with { Suspects = suspects }, []);
        return (Trip(faults), faults.Trips > 0 ? suspects : []);
    }

    /// <summary>A good answer about a job or a page.</summary>
    public static (Faults Faults, IReadOnlyList<string> Charged) OnGood(Faults faults) =>
        faults == Clear ? (faults, []) : (Clear, faults.Suspects);

    /// <summary>The probe was answered.</summary>
    public static (Faults Faults, IReadOnlyList<string> Charged) OnAlive(Faults faults) =>
        (faults with { Suspects = [], CircuitOpen = false }, faults.Suspects);

    /// <summary>The circuit opens, or stays open for longer.</summary>
    public static Faults Trip(Faults faults) =>
        new() { Trips = faults.Trips + 1, CircuitOpen = true };

    /// <summary>With too few jobs left for three suspects, a probe judges.</summary>
    public static bool NeedsProbe(Faults faults, string nextJob) =>
        faults.CircuitOpen || faults.Suspects.Contains(nextJob);

    /// <summary>How long to wait before the next probe.</summary>
    public static TimeSpan ProbeDelay(Faults faults) => Doubled(FirstProbe, faults.Trips - 1, SlowestProbe);

    /// <summary>How long a job rests after an attempt that counted.</summary>
    public static TimeSpan Backoff(int attempts) => Doubled(TimeSpan.FromSeconds(1), attempts - 1, TimeSpan.FromSeconds(8));

    private static readonly Faults Clear = new();

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan most) =>
        TimeSpan.FromSeconds(Math.Min(first.TotalSeconds * Math.Pow(2, Math.Max(0, times)), most.TotalSeconds));
}
