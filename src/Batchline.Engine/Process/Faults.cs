namespace Batchline.Engine.Process;

/// <summary>What an account's head remembers about faults of the remote.</summary>
public sealed record Faults
{
    /// <summary>Jobs that met a passing fault since the last good answer, each once.</summary>
    public IReadOnlyList<string> Suspects { get; init; } = [];

    /// <summary>Probes in a row that failed; 0 while the circuit is closed.</summary>
    public int FailedProbes { get; init; }

    /// <summary>True while the account waits for a probe to succeed.</summary>
    public bool CircuitOpen { get; init; }
}
