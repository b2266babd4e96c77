namespace Batchline.Engine.Faults;

/// <summary>
/// Tells a bad job from an outage. A bad answer makes its job a suspect and costs nothing yet. A good answer about another
/// job shows that Workiz returns jobs, so each suspect pays an attempt. Three suspects without a good answer in between
/// open the circuit: the account waits, longer each time, and then requests a witness, which is a job that was answered well
/// before, or a different one. If that is answered badly too, the probe shows whether the path or the whole host is in trouble;
/// no job pays for either. Trouble that never stops is given up: a path after some tries, a host after a day of them. Pure.
/// </summary>
internal static class TroublePolicy
{
    /// <summary>How many times in a row a path may fail while Workiz answers the probe: 10 to 15 minutes, including the waits.</summary>
    public const int MostTries = 8;

    /// <summary>How many times in a row the circuit may open: about a day, including the waits.</summary>
    public const int MostTrips = 300;

    /// <summary>How many 429s may come in a row: nearly a day, with waits that grow to an hour.</summary>
    public const int MostRefusals = 40;

    private const int SuspectsToTrip = 3;
    private const int MostForgiven = 2;
    private static readonly IReadOnlyList<Suspect> None = [];
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>The path to single jobs answers for none, and the account no longer waits for it: a job that is answered badly has failed.</summary>
    public static bool IsGivenUp(Trouble trouble) => trouble.Tries >= MostTries;

    /// <summary>Forgets the trouble, but not what was learned from good answers.</summary>
    public static Trouble Fresh(Trouble trouble) => new() { Witness = trouble.Witness };

    /// <summary>A good answer: all suspects pay. But the first one after the circuit opened lets them off, because the outage may be to blame.</summary>
    /// <param name="trouble">What is remembered.</param>
    /// <param name="witness">The job that was returned; null: the job is gone.</param>
    public static (Trouble Trouble, IReadOnlyList<Suspect> Charged) OnGood(Trouble trouble, string? witness) =>
        trouble.Trips > 0 ? (new Trouble { Witness = witness ?? trouble.Witness }, None) : Pay(trouble, witness);

    /// <summary>
    /// The witness was answered well. If the account had waited, the trouble may have passed in that time, so the suspects are
    /// requested again before they pay. This is limited, or a few jobs that never work would never fail.
    /// </summary>
    public static (Trouble Trouble, IReadOnlyList<Suspect> Charged) OnGoodWitness(Trouble trouble, string? witness)
    {
        if (trouble is { Trips: > 0, Forgiven: < MostForgiven })
            return (new Trouble { Witness = witness, Forgiven = trouble.Forgiven + 1 }, None);
        var (after, charged) = Pay(trouble with { Witness = null }, witness);
        return (after with { Forgiven = trouble.Forgiven }, charged);
    }

    /// <summary>Another account found that Workiz answers again: the wait ends, and the suspects are let off, as by a witness.</summary>
    public static Trouble OnReleased(Trouble trouble) => trouble.Forgiven < MostForgiven
        ? trouble with { CircuitOpen = false, Suspects = [], Forgiven = trouble.Forgiven + 1 }
        : trouble with { CircuitOpen = false };

    /// <summary>A bad answer about a job.</summary>
    public static (Trouble Trouble, IReadOnlyList<Suspect> Charged) OnBad(Trouble trouble, Suspect suspect, DateTimeOffset now)
    {
        // No automatic retry of a path that answers for no job: retrying it later is up to a person.
        if (IsGivenUp(trouble))
            return (trouble with { Refusals = 0 }, [suspect with { Attempts = 1, MayPass = false }]);
        var suspected = Suspected(trouble, suspect, now);
        return (suspected.Suspects.Count < SuspectsToTrip ? suspected : Open(suspected, suspected.Trips + 1), None);
    }

    /// <summary>A job was refused, perhaps because of the key: a probe will tell, unless one was already answered.</summary>
    public static (Trouble Trouble, IReadOnlyList<Suspect> Charged) OnRefused(Trouble trouble, Suspect suspect, DateTimeOffset now) =>
        trouble.Alive || IsGivenUp(trouble)
            ? OnBad(trouble, suspect, now)
            : (Suspected(trouble, suspect, now) with { Refusal = suspect.Reason }, None);

    /// <summary>A 429.</summary>
    public static Trouble OnQuota(Trouble trouble, DateTimeOffset now) =>
        trouble with { Refusals = trouble.Refusals + 1, Since = trouble.Since ?? now };

    /// <summary>Opens the circuit, or keeps it open for longer.</summary>
    /// <param name="trouble">What is remembered.</param>
    /// <param name="trips">How many times in a row it opened, including this one; the wait grows with it.</param>
    public static Trouble Open(Trouble trouble, int trips) =>
        trouble with { CircuitOpen = true, Trips = trips, Alive = false, AskedInVain = false, Refusals = 0 };

    /// <summary>The wait is over, and only the requests that failed can tell more: they are repeated.</summary>
    public static Trouble Close(Trouble trouble) => trouble with { CircuitOpen = false, Suspects = [] };

    /// <summary>A witness or a page was answered badly. The probe will tell whether that is the path, the key, or an outage.</summary>
    /// <param name="trouble">What is remembered.</param>
    /// <param name="refusal">What the answer said, if it was a refusal as of a bad key.</param>
    /// <param name="now">The store's clock.</param>
    public static Trouble OnBadCheck(Trouble trouble, string? refusal, DateTimeOffset now) =>
        trouble with { AskedInVain = true, Refusals = 0, Refusal = trouble.Refusal ?? refusal, Since = trouble.Since ?? now };

    /// <summary>The probe was not answered properly: it is an outage, so no job pays and no path is blamed.</summary>
    public static Trouble OnSilence(Trouble trouble) => Open(trouble, trouble.Trips + 1) with { Suspects = LetOff(trouble) };

    /// <summary>The probe was answered, so a refusal is not about the key.</summary>
    public static Trouble OnAlive(Trouble trouble) => trouble with { Alive = true, Refusal = null, Refusals = 0 };

    /// <summary>
    /// Workiz answered the probe but returned no job: the path is in trouble, and no job pays for that. After
    /// <see cref="MostTries"/> the path is given up: until a good answer comes, each job fails with its first bad answer.
    /// </summary>
    /// <param name="trouble">What is remembered.</param>
    /// <param name="waited">The account has waited already, so the jobs are tried again. Otherwise it waits now.</param>
    public static Trouble OnPathInTrouble(Trouble trouble, bool waited)
    {
        var tried = trouble with { Tries = trouble.Tries + 1, Suspects = LetOff(trouble), Refusal = null, AskedInVain = false };
        return waited || IsGivenUp(tried) ? Close(tried) : Open(tried, trouble.Trips + 1);
    }

    /// <summary>Something else must be asked before the job: the circuit is open, the key is in doubt, or the job is a suspect.</summary>
    public static bool NeedsProbe(Trouble trouble, string? nextJob) =>
        trouble.CircuitOpen || trouble.AskedInVain || trouble.Refusal is not null
        || (nextJob is not null && trouble.Suspects.Any(suspect => suspect.Job == nextJob));

    /// <summary>Why a person has to act; null: a good answer may still come.</summary>
    public static string? Hopeless(Trouble trouble, string message) => trouble switch
    {
        { Trips: >= MostTrips } => $"Workiz has not given a good answer for about a day ({message}). Check Workiz's status, then resume the operation or start a new one.",
        { Refusals: >= MostRefusals } => $"Workiz has refused every request for about a day because of the quota ({message}). Find out what else uses this account's quota, then resume the operation or start a new one.",
        _ => null,
    };

    /// <summary>No account of this process has reached Workiz for about a day.</summary>
    public static string Unreachable(string message) =>
        $"No request has reached Workiz for about a day ({message}). Check the network and Workiz's status, then resume the operation or start a new one.";

    /// <summary>How long to wait while the circuit is open.</summary>
    public static TimeSpan WaitOf(Trouble trouble) => Doubled(FirstWait, trouble.Trips - 1, LongestWait);

    /// <summary>How long a job rests after an attempt that counted.</summary>
    public static TimeSpan Backoff(int attempts) => Doubled(TimeSpan.FromSeconds(1), attempts - 1, TimeSpan.FromSeconds(8));

    /// <summary>Of the suspects that fail with one bad answer, only one pays, so that a tolerance is exceeded by one failure at most.</summary>
    private static (Trouble Trouble, IReadOnlyList<Suspect> Charged) Pay(Trouble trouble, string? witness)
    {
        var after = new Trouble { Witness = witness ?? trouble.Witness };
        if (trouble.Suspects.Count == 0)
            return (after, None);
        var postponed = trouble.Suspects.Where(suspect => suspect.Attempts == 1).Skip(1).ToArray();
        return (after with { Suspects = postponed }, [.. trouble.Suspects.Except(postponed)]);
    }

    private static IReadOnlyList<Suspect> LetOff(Trouble trouble) => trouble.Forgiven < MostForgiven ? [] : trouble.Suspects;

    private static Trouble Suspected(Trouble trouble, Suspect suspect, DateTimeOffset now) => trouble with
    {
        Suspects = [.. trouble.Suspects.Where(other => other.Job != suspect.Job), suspect],
        Since = trouble.Since ?? now,
        Refusals = 0,

        // A suspect cannot be its own witness: request the next job instead.
        WitnessDoubted = trouble.WitnessDoubted || trouble.Witness == suspect.Job,
    };

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan most) =>
        TimeSpan.FromSeconds(Math.Min(first.TotalSeconds * Math.Pow(2, Math.Max(0, times)), most.TotalSeconds));
}
