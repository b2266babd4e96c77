using System.Globalization;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Seeds;

/// <summary>What a run over many seeds came to.</summary>
internal sealed record SeedReport(
    IReadOnlyList<(int Seed, SimVerdict Verdict)> Failures, IReadOnlyDictionary<Happening, int> Happened, int Seeds, long Requests, long Kills, TimeSpan AccountTime, TimeSpan Took)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Seeds} seeds, {AccountTime.TotalHours:F0} simulated account-hours, {Requests} requests, {Kills} kills, {Took.TotalSeconds:F0} s: {Failures.Count} failed");

    /// <summary>In how many seeds each thing happened.</summary>
    public string Happenings() => string.Join(", ", Happened.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"));

    /// <summary>Each failure with its story, and how to repeat it.</summary>
    public IEnumerable<string> Stories() => Failures.Select(failure =>
        $"seed {failure.Seed}: {string.Join("; ", failure.Verdict.Violations)}\n  {string.Join("\n  ", failure.Verdict.Trace)}\n  repeat: BATCHLINE_SEED={failure.Seed} BATCHLINE_SEEDS=1 dotnet test --project test/Batchline.SimulationTests");
}
