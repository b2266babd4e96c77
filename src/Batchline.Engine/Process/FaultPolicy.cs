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
    private static readonly Faults Clear = new();
    private static readonly TimeSpan FirstProbe = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SlowestProbe = TimeSpan.FromMinutes(5);

    /// <summary>A passing fault of a job; the result says who pays an attempt.</summary>
    public static (Faults Faults, IReadOnlyList<Suspect> Charged) OnTransient(Faults faults, Suspect suspect)
    {
        IReadOnlyList<Suspect> suspects = [.. faults.Suspects.Where(other => other.Job != suspect.Job), suspect];
        if (suspects.Count < SuspectsToTrip)
            return (faults with { Suspects = suspects }, []);
        return faults.Doubted ? (Trip(Clear), suspects) : (Trip(faults), []);
    }

    /// <summary>A good answer about a job or a page.</summary>
    public static (Faults Faults, IReadOnlyList<Suspect> Charged) OnGood(Faults faults) =>
        (Clear, faults.Suspects);

    /// <summary>The probe was answered.</summary>
    public static (Faults Faults, IReadOnlyList<Suspect> Charged) OnAlive(Faults faults) =>
        (new Faults { Trips = faults.Trips, Doubted = true }, faults.Suspects);

    /// <summary>The circuit opens, or stays open for longer.</summary>
    public static Faults Trip(Faults faults) =>
        new() { Trips = faults.Trips + 1, CircuitOpen = true };

    /// <summary>A refused token is confirmed by a probe before the account is blocked.</summary>
    public static Faults OnRefused(Faults faults, string message) => faults with { Refusal = message };

    /// <summary>A probe judges: an open circuit, a refusal, and a suspect whose turn came again because too few jobs are left.</summary>
    public static bool NeedsProbe(Faults faults, string? nextJob) =>
        faults.CircuitOpen || faults.Refusal is not null || (nextJob is not null && faults.Suspects.Any(suspect => suspect.Job == nextJob));

    /// <summary>How long to wait before the next probe.</summary>
    public static TimeSpan ProbeDelay(Faults faults) => Doubled(FirstProbe, faults.Trips - 1, SlowestProbe);

    /// <summary>How long a job rests after an attempt that counted.</summary>
    public static TimeSpan Backoff(int attempts) => Doubled(TimeSpan.FromSeconds(1), attempts - 1, TimeSpan.FromSeconds(8));

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan most) =>
        TimeSpan.FromSeconds(Math.Min(first.TotalSeconds * Math.Pow(2, Math.Max(0, times)), most.TotalSeconds));
}
