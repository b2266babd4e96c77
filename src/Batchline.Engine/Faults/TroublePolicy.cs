namespace Batchline.Engine.Faults;

/// <summary>
/// Tells a bad job from a bad hour. A bad answer makes its job a suspect and costs nothing yet. A good answer about another
/// job shows that Workiz gives out jobs, so the suspects pay an attempt each. Three suspects without a good answer between
/// open the circuit: the account waits, longer each time, and then asks for a job that was answered well before or for
/// another one (the witness), else the probe. A good witness makes the suspects pay; a bad one while the probe is answered means that the
/// path is in trouble, and nobody pays for that. Whatever goes on for ever ends here: a path is given up after some tries,
/// a host after a day of them. Pure.
/// </summary>
internal static class TroublePolicy
{
    /// <summary>So often a path may answer nobody while Workiz answers the probe: ten minutes with the waits between.</summary>
    public const int MostTries = 7;

    /// <summary>So often the circuit may open: a day with the waits between.</summary>
    public const int MostTrips = 300;

    /// <summary>So many 429s may come in a row: nearly a day with the waits between, which grow to an hour.</summary>
    public const int MostRefusals = 40;

    private const int SuspectsToTrip = 3;
    private static readonly IReadOnlyList<Suspect> Nobody = [];
    private static readonly TimeSpan FirstProbe = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SlowestProbe = TimeSpan.FromMinutes(5);

    /// <summary>The path to single jobs answers nobody, and the account no longer waits for it: who is answered badly has failed.</summary>
    public static bool IsGivenUp(Trouble trouble) => trouble.Tries >= MostTries;

    /// <summary>The trouble forgotten; what was learned from good answers stays.</summary>
    public static Trouble Fresh(Trouble trouble) => new() { Witness = trouble.Witness };

    /// <summary>A good answer: whoever was suspected pays. Of those who fail by that, one: as many failures as are tolerated are not overshot by more.</summary>
    /// <param name="trouble">What is remembered.</param>
    /// <param name="witness">The job that was given out; null: the answer was about something else.</param>
    public static (Trouble Trouble, IReadOnlyList<Suspect> Charged) OnGood(Trouble trouble, string? witness)
    {
        var after = new Trouble { Witness = witness ?? trouble.Witness };
        if (trouble.Suspects.Count == 0)
            return (after, Nobody);
        var postponed = trouble.Suspects.Where(suspect => suspect.Attempts == 1).Skip(1).ToArray();
        return (after with { Suspects = postponed }, [.. trouble.Suspects.Except(postponed)]);
    }

    /// <summary>A bad answer about a job.</summary>
    public static (Trouble Trouble, IReadOnlyList<Suspect> Charged) OnBad(Trouble trouble, Suspect suspect, DateTimeOffset now)
    {
        if (IsGivenUp(trouble))
            return (trouble, [Failing(suspect)]);
        var suspected = Suspected(trouble, suspect, now);
        return (suspected.Suspects.Count < SuspectsToTrip ? suspected : Trip(suspected), Nobody);
    }

    /// <summary>A refusal of a job that may be the key's: a probe is to tell, unless one was answered already.</summary>
    public static (Trouble Trouble, IReadOnlyList<Suspect> Charged) OnRefused(Trouble trouble, Suspect suspect, DateTimeOffset now) =>
        trouble.Alive || IsGivenUp(trouble)
            ? OnBad(trouble, suspect, now)
            : (DoubtKey(Suspected(trouble, suspect, now), suspect.Reason, now), Nobody);

    /// <summary>A refusal of something else than a job.</summary>
    public static Trouble DoubtKey(Trouble trouble, string message, DateTimeOffset now) =>
        trouble with { Refusal = message, Since = trouble.Since ?? now };

    /// <summary>A 429.</summary>
    public static Trouble OnQuota(Trouble trouble, DateTimeOffset now) =>
        trouble with { Refusals = trouble.Refusals + 1, Since = trouble.Since ?? now };

    /// <summary>
    /// The circuit opens for jobs, or stays open for longer. A path that answers nobody is given up at last: from then on
    /// each job that is answered badly has failed, after one request, until a good answer comes.
    /// </summary>
    public static Trouble Trip(Trouble trouble)
    {
        var tries = trouble.Tries + (trouble.Alive ? 1 : 0);
        return tries >= MostTries
            ? trouble with { Tries = tries, CircuitOpen = false, WitnessFailed = false, Refusal = null, Suspects = [] }
            : Open(trouble, trouble.Trips + 1) with { Tries = tries };
    }

    /// <summary>The circuit opens for the list, or because nobody knows whether Workiz is up.</summary>
    /// <param name="trouble">What is remembered.</param>
    /// <param name="trips">Times in a row that it opened, this one included: the wait grows with them.</param>
    public static Trouble Open(Trouble trouble, int trips) =>
        trouble with { CircuitOpen = true, Trips = trips, Alive = false, WitnessFailed = false, HostSilent = false };

    /// <summary>The witness was answered badly. Whether that is the path, the key, or the hour, the probe tells, unless it was answered just before.</summary>
    /// <param name="trouble">What is remembered.</param>
    /// <param name="witness">The job that was asked for.</param>
    /// <param name="refusal">The words, if it was refused as with a bad key.</param>
    public static Trouble OnWitnessBad(Trouble trouble, string witness, string? refusal)
    {
        var doubted = trouble with { Witness = witness, WitnessDoubted = true };
        return trouble.Alive ? Trip(doubted) : doubted with { WitnessFailed = true, Refusal = trouble.Refusal ?? refusal };
    }

    /// <summary>The probe was not answered properly: the hour is to blame, and no path.</summary>
    public static Trouble OnSilence(Trouble trouble) => Open(trouble, trouble.Trips + 1) with { HostSilent = true };

    /// <summary>The probe was answered: it is neither the key nor the host.</summary>
    /// <param name="trouble">What is remembered.</param>
    /// <param name="witnessNext">A witness can be asked next; else the jobs are tried again.</param>
    public static Trouble OnAlive(Trouble trouble, bool witnessNext)
    {
        var alive = trouble with { Alive = true, Refusal = null, HostSilent = false };
        return trouble.WitnessFailed ? Trip(alive)
            : trouble.CircuitOpen && !witnessNext ? alive with { CircuitOpen = false, Suspects = [] }
            : alive;
    }

    /// <summary>Nothing but the probe was refused: the host answers, and whether the key is good the jobs will tell.</summary>
    public static Trouble OnProbeRefused(Trouble trouble)
    {
        var tried = Trip(trouble with { Alive = true });
        return trouble.WitnessFailed || !tried.CircuitOpen ? tried : tried with { CircuitOpen = false, Suspects = [] };
    }

    /// <summary>Workiz is to be asked something else before this job: the circuit is open, the key is in doubt, or the job is a suspect whose turn has come again.</summary>
    public static bool NeedsProbe(Trouble trouble, string? nextJob) =>
        trouble.CircuitOpen || trouble.WitnessFailed || trouble.Refusal is not null
        || (nextJob is not null && trouble.Suspects.Any(suspect => suspect.Job == nextJob));

    /// <summary>What to ask then; null: nothing can tell, and the account waits.</summary>
    /// <param name="trouble">What is remembered.</param>
    /// <param name="witness">The job that may be asked for; null: there is none.</param>
    public static ProbeKind? Next(Trouble trouble, string? witness) => trouble switch
    {
        { WitnessFailed: true } or { HostSilent: true } => ProbeKind.Probe,
        _ when witness is not null => ProbeKind.Witness,
        { CircuitOpen: true } or { Refusal: not null } => ProbeKind.Probe,
        _ => null,
    };

    /// <summary>No account of this process has reached Workiz for about a day.</summary>
    public static string Unreachable(string message) =>
        $"Workiz could not be reached for about a day ({message}). Look at the network and at what Workiz says, then resume the operation or start a new one.";

    /// <summary>Why nothing better is to be expected without a person; null: it may still come.</summary>
    public static string? Hopeless(Trouble trouble, string message) => trouble switch
    {
        { Trips: >= MostTrips } => $"Workiz has not given a good answer for about a day ({message}). Look at what it says, then resume the operation or start a new one.",
        { Refusals: >= MostRefusals } => $"Workiz has refused every request for about a day because of the quota ({message}). Find out what else uses this account's quota, then resume the operation or start a new one.",
        _ => null,
    };

    /// <summary>How long to wait while the circuit is open.</summary>
    public static TimeSpan ProbeDelay(Trouble trouble) => Doubled(FirstProbe, trouble.Trips - 1, SlowestProbe);

    /// <summary>How long a job rests after an attempt that counted.</summary>
    public static TimeSpan Backoff(int attempts) => Doubled(TimeSpan.FromSeconds(1), attempts - 1, TimeSpan.FromSeconds(8));

    /// <summary>Retrying it later is a person's affair: the batches of a path that answers nobody are not retried by themselves.</summary>
    private static Suspect Failing(Suspect suspect) => suspect with { Attempts = 1, MayPass = false };

    private static Trouble Suspected(Trouble trouble, Suspect suspect, DateTimeOffset now) => trouble with
    {
        Suspects = [.. trouble.Suspects.Where(other => other.Job != suspect.Job), suspect],
        Since = trouble.Since ?? now,
        // It cannot bear witness to itself: the next one is asked for.
        WitnessDoubted = trouble.WitnessDoubted || trouble.Witness == suspect.Job,
    };

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan most) =>
        TimeSpan.FromSeconds(Math.Min(first.TotalSeconds * Math.Pow(2, Math.Max(0, times)), most.TotalSeconds));
}
