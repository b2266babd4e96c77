namespace Batchline.SimulationTests.World;

/// <summary>What a seed came to.</summary>
internal sealed record SimVerdict(IReadOnlyCollection<string> Violations, IReadOnlyList<string> Trace, int Requests, TimeSpan Simulated);
