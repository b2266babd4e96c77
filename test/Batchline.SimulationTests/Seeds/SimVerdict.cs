using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Seeds;

/// <summary>What a seed came to.</summary>
internal sealed record SimVerdict(
    IReadOnlyCollection<string> Violations, IReadOnlyList<string> Trace, IReadOnlySet<Happening> Happened, int Requests, int Kills, TimeSpan AccountTime)
{
    /// <summary>One of the violations is of this invariant.</summary>
    public bool Breaks(string invariant) => Violations.Any(violation => violation.StartsWith(invariant + ":", StringComparison.Ordinal));
}
