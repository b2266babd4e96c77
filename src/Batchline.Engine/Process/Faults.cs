namespace Batchline.Engine.Process;

/// <summary>What an account's head remembers about passing faults; <see cref="FaultPolicy"/> says what follows from it.</summary>
public sealed record Faults
{
    /// <summary>Jobs that met a passing fault since the last good answer, each once.</summary>
    public IReadOnlyList<Suspect> Suspects { get; init; } = [];

    /// <summary>Times in a row that the circuit opened or a probe failed, without a good answer about a job between.</summary>
    public int Trips { get; init; }

    /// <summary>A probe was answered, and no job since: perhaps it is the jobs, not Workiz.</summary>
    public bool Doubted { get; init; }

    /// <summary>True while the account waits for a probe to succeed.</summary>
    public bool CircuitOpen { get; init; }

    /// <summary>What Workiz said when it refused the token; a probe is to confirm it. Null: it did not.</summary>
    public string? Refusal { get; init; }
}
