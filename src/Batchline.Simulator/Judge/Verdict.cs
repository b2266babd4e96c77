namespace Batchline.Simulator.Judge;

/// <summary>Whether the clients kept S1 and S2, and in strict mode their manners.</summary>
/// <param name="Violations">One sentence each: totals first, then the first requests at fault.</param>
public sealed record Verdict(IReadOnlyList<string> Violations)
{
    public bool Ok => Violations.Count == 0;

    /// <summary>0 when all is well, else 1.</summary>
    public int ExitCode => Ok ? 0 : 1;
}
