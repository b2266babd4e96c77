namespace Batchline.Engine.Faults;

/// <summary>What an account's head remembers of bad answers; <see cref="TroublePolicy"/> says what follows from it.</summary>
public sealed record Trouble
{
    /// <summary>Jobs that were answered badly since the last good answer about a job, each listed once.</summary>
    public IReadOnlyList<Suspect> Suspects { get; init; } = [];

    /// <summary>True while the account waits before it asks again.</summary>
    public bool CircuitOpen { get; init; }

    /// <summary>What a refusal that may be about the key said; a probe will tell. Null: there was none.</summary>
    public string? Refusal { get; init; }

    /// <summary>The witness or list page that was to show whether the path is good was answered badly: the probe is next.</summary>
    public bool AskedInVain { get; init; }

    /// <summary>The probe was answered, and no job since: a refusal is not about the key.</summary>
    public bool Alive { get; init; }

    /// <summary>How many times in a row the circuit opened without a good answer in between; the waits grow with it.</summary>
    public int Trips { get; init; }

    /// <summary>How many times in a row no job was answered although Workiz answered the probe.</summary>
    public int Tries { get; init; }

    /// <summary>How many 429s came in a row.</summary>
    public int Refusals { get; init; }

    /// <summary>When the trouble began, by the store's clock; null: there is none.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>
    /// A job that Workiz recently returned. When it is requested again, its answer tells whether the path is down or only
    /// some jobs are never answered.
    /// </summary>
    public string? Witness { get; init; }

    /// <summary>The witness itself was answered badly: next time another job is requested instead.</summary>
    public bool WitnessDoubted { get; init; }

    /// <summary>How many times suspects were let off, because the trouble may have passed during the wait, since a job of a batch was answered well.</summary>
    public int Forgiven { get; init; }
}
