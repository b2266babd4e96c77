namespace Batchline.Engine.Faults;

/// <summary>
/// Tells a bad job from a bad hour. A bad answer makes its job a suspect and costs nothing yet. A good answer about another
/// job shows that Workiz gives out jobs, so the suspects pay an attempt each. Three suspects without a good answer between
/// open the circuit: the account waits, longer each time, and then asks for a job that was answered well before or for
/// another one (the witness). If that is answered badly too, the probe shows whether the path is in trouble or the hour is bad;
/// nobody pays for either. Whatever never stops ends here: a path is given up after some tries, a host after a day of them.
/// Pure.
/// </summary>
internal static class TroublePolicy
{
    /// <summary>How many times in a row a path may fail while Workiz answers the probe: ten to fifteen minutes, with the waits between.</summary>
    public const int MostTries = 8;

    /// <summary>How many times in a row the circuit may open: about a day, with the waits between.</summary>
    public const int MostTrips = 300;

    /// <summary>How many 429s may come in a row: nearly a day, with waits that grow to an hour.</summary>
    public const int MostRefusals = 40;

    private const int SuspectsToTrip = 3;
    private const int MostForgiven = 2;
    private static readonly IReadOnlyList<Suspect> Nobody = [];
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>The path to single jobs answers nobody, and the account no longer waits for it: who is answered badly has failed.</summary>
    public static bool IsGivenUp(Trouble trouble) => trouble.Tries >= MostTries;

    /// <summary>The trouble forgotten; what was learned from good answers stays.</summary>
    public static Trouble Fresh(Trouble trouble) => new() { Witness = trouble.Witness };

    /// <summary>A good answer: whoever was suspected pays. The first one after the circuit opened lets the suspects off: they may be of the bad hour.</summary>
    /// <param name="trouble">What is remembered.</param>
    /// <param name="witness">The job that was given out; null: the job is gone.</param>
    public static (Trouble Trouble, IReadOnlyList<Suspect> Charged) OnGood(Trouble trouble, string? witness) =>
        trouble.Trips > 0 ? (new Trouble { Witness = witness ?? trouble.Witness }, Nobody) : Pay(trouble, witness);

    /// <summary>
    /// The witness was answered well. Behind a wait the trouble may have passed by then: the suspects are asked again before
    /// they pay. Not again and again, or a few jobs that never work would never fail.
    /// </summary>
    public static (Trouble Trouble, IReadOnlyList<Suspect> Charged) OnGoodWitness(Trouble trouble, string? witness)
    {
        if (trouble is { Trips: > 0, Forgiven: < MostForgiven })
            return (new Trouble { Witness = witness, Forgiven = trouble.Forgiven + 1 }, Nobody);
        var (after, charged) = Pay(trouble with { Witness = null }, witness);
        return (after with { Forgiven = trouble.Forgiven }, charged);
    }

    /// <summary>Another account found that Workiz answers again: the suspects are let off, as by a witness, and nobody waits any longer.</summary>
    public static Trouble OnReleased(Trouble trouble) => trouble.Forgiven < MostForgiven
        ? trouble with { CircuitOpen = false, Suspects = [], Forgiven = trouble.Forgiven + 1 }
        : trouble with { CircuitOpen = false };

    /// <summary>A bad answer about a job.</summary>
    public static (Trouble Trouble, IReadOnlyList<Suspect> Charged) OnBad(Trouble trouble, Suspect suspect, DateTimeOffset now)
    {
        // Retrying it later is a person's affair: batches of a path that answers nobody are not retried by themselves.
        if (IsGivenUp(trouble))
            return (trouble with { Refusals = 0 }, [suspect with { Attempts = 1, MayPass = false }]);
        var suspected = Suspected(trouble, suspect, now);
        return (suspected.Suspects.Count < SuspectsToTrip ? suspected : Open(suspected, suspected.Trips + 1), Nobody);
    }

    /// <summary>A refusal of a job that may be the key's: a probe is to tell, unless one was answered already.</summary>
    public static (Trouble Trouble, IReadOnlyList<Suspect> Charged) OnRefused(Trouble trouble, Suspect suspect, DateTimeOffset now) =>
        trouble.Alive || IsGivenUp(trouble)
            ? OnBad(trouble, suspect, now)
            : (Suspected(trouble, suspect, now) with { Refusal = suspect.Reason }, Nobody);

    /// <summary>A 429.</summary>
    public static Trouble OnQuota(Trouble trouble, DateTimeOffset now) =>
        trouble with { Refusals = trouble.Refusals + 1, Since = trouble.Since ?? now };

    /// <summary>The circuit opens, or stays open for longer.</summary>
    /// <param name="trouble">What is remembered.</param>
    /// <param name="trips">Times in a row that it opened, this one included: the wait grows with them.</param>
    public static Trouble Open(Trouble trouble, int trips) =>
        trouble with { CircuitOpen = true, Trips = trips, Alive = false, AskedInVain = false, Refusals = 0 };

    /// <summary>The wait is over, and nothing but what failed can tell more: it is asked again.</summary>
    public static Trouble Close(Trouble trouble) => trouble with { CircuitOpen = false, Suspects = [] };

    /// <summary>A witness or a page was answered badly. Whether that is the path, the key, or the hour, the probe tells.</summary>
    /// <param name="trouble">What is remembered.</param>
    /// <param name="refusal">The words, if it was refused as with a bad key.</param>
    /// <param name="now">The store's clock.</param>
    public static Trouble OnVain(Trouble trouble, string? refusal, DateTimeOffset now) =>
        trouble with { AskedInVain = true, Refusals = 0, Refusal = trouble.Refusal ?? refusal, Since = trouble.Since ?? now };

    /// <summary>The probe was not answered properly: the hour is to blame, nobody pays, and no path is blamed.</summary>
    public static Trouble OnSilence(Trouble trouble) => Open(trouble, trouble.Trips + 1) with { Suspects = LetOff(trouble) };

    /// <summary>The probe was answered, and that settles what it was asked for: a refusal is not the key's.</summary>
    public static Trouble OnAlive(Trouble trouble) => trouble with { Alive = true, Refusal = null, Refusals = 0 };

    /// <summary>
    /// Workiz answered the probe and gave out no job: its path is in trouble, and nobody pays for that. It is given up at
    /// last: from then on each job that is answered badly has failed, after one request, until a good answer comes.
    /// </summary>
    /// <param name="trouble">What is remembered.</param>
    /// <param name="waited">The account has waited before it asked: the jobs are tried again. Else it waits now.</param>
    public static Trouble OnPathInTrouble(Trouble trouble, bool waited)
    {
        var tried = trouble with { Tries = trouble.Tries + 1, Suspects = LetOff(trouble), Refusal = null, AskedInVain = false };
        return waited || IsGivenUp(tried) ? Close(tried) : Open(tried, trouble.Trips + 1);
    }

    /// <summary>Workiz is to be asked something else before this job: the circuit is open, the key is in doubt, or the job is a suspect whose turn has come again.</summary>
    public static bool NeedsProbe(Trouble trouble, string? nextJob) =>
        trouble.CircuitOpen || trouble.AskedInVain || trouble.Refusal is not null
        || (nextJob is not null && trouble.Suspects.Any(suspect => suspect.Job == nextJob));

    /// <summary>Why nothing better is to be expected without a person; null: it may still come.</summary>
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

    /// <summary>Of those that one bad answer is enough for, one pays: as many failures as are tolerated are not overshot by more.</summary>
    private static (Trouble Trouble, IReadOnlyList<Suspect> Charged) Pay(Trouble trouble, string? witness)
    {
        var after = new Trouble { Witness = witness ?? trouble.Witness };
        if (trouble.Suspects.Count == 0)
            return (after, Nobody);
        var postponed = trouble.Suspects.Where(suspect => suspect.Attempts == 1).Skip(1).ToArray();
        return (after with { Suspects = postponed }, [.. trouble.Suspects.Except(postponed)]);
    }

    private static IReadOnlyList<Suspect> LetOff(Trouble trouble) => trouble.Forgiven < MostForgiven ? [] : trouble.Suspects;

    private static Trouble Suspected(Trouble trouble, Suspect suspect, DateTimeOffset now) => trouble with
    {
        Suspects = [.. trouble.Suspects.Where(other => other.Job != suspect.Job), suspect],
        Since = trouble.Since ?? now,
        Refusals = 0,

        // It cannot bear witness to itself: the next one is asked for.
        WitnessDoubted = trouble.WitnessDoubted || trouble.Witness == suspect.Job,
    };

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan most) =>
        TimeSpan.FromSeconds(Math.Min(first.TotalSeconds * Math.Pow(2, Math.Max(0, times)), most.TotalSeconds));
}
