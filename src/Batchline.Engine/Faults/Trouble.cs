namespace Batchline.Engine.Faults;

/// <summary>What an account's head remembers of bad answers; <see cref="TroublePolicy"/> says what follows from it.</summary>
public sealed record Trouble
{
    /// <summary>Jobs that were answered badly since the last good answer about a job, each once.</summary>
    public IReadOnlyList<Suspect> Suspects { get; init; } = [];

    /// <summary>True while the account waits before it asks again.</summary>
    public bool CircuitOpen { get; init; }

    /// <summary>The words of a refusal that may be about the key: a probe is to tell. Null: there was none.</summary>
    public string? Refusal { get; init; }

    /// <summary>What shows whether the path is good, a witness or the page of the list, was answered badly: the probe is next.</summary>
    public bool AskedInVain { get; init; }

    /// <summary>The probe was answered, and no job since: a refusal is not the key's.</summary>
    public bool Alive { get; init; }

    /// <summary>Times in a row that the circuit opened, without a good answer between: the waits grow with them.</summary>
    public int Trips { get; init; }

    /// <summary>Times in a row that the path to jobs answered nobody although Workiz answered the probe.</summary>
    public int Tries { get; init; }

    /// <summary>Answers 429 in a row.</summary>
    public int Refusals { get; init; }

    /// <summary>When the trouble began, by the store's clock; null: there is none.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>
    /// A job that Workiz gave out not long ago. Asked for again, it tells a path that answers nobody from some jobs that
    /// are never answered.
    /// </summary>
    public string? Witness { get; init; }

    /// <summary>The witness was answered badly itself: another job is asked for next time.</summary>
    public bool WitnessDoubted { get; init; }

    /// <summary>Times that suspects were let off, because the trouble may have passed with the wait, since a job of a batch was answered well.</summary>
    public int Forgiven { get; init; }
}
