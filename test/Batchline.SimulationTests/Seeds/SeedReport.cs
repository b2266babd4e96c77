using System.Globalization;
using Batchline.SimulationTests.World;
using Shouldly;

namespace Batchline.SimulationTests.Seeds;

/// <summary>What a run over many seeds came to.</summary>
internal sealed record SeedReport(
    StoreKind Store, IReadOnlyList<(int Seed, SimVerdict Verdict)> Failures, IReadOnlyDictionary<Happening, int> Happened, int Seeds, long Requests, long Kills, TimeSpan AccountTime, TimeSpan Took)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Store}: {Seeds} seeds, {AccountTime.TotalHours:F0} simulated account-hours, {Requests} requests, {Kills} kills, {Took.TotalSeconds:F0} s: {Failures.Count} failed");

    /// <summary>Prints what came of it, keeps the seeds that failed, and fails with their stories.</summary>
    public void ShouldHaveHeld()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(ToString());
        TestContext.Current.TestOutputHelper?.WriteLine(Happenings());
        KeptSeeds.Keep(Store, Failures.Select(failure => failure.Seed));
        Stories().ShouldBeEmpty();
    }

    /// <summary>In how many seeds each thing happened.</summary>
    private string Happenings() => string.Join(", ", Happened.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"));

    /// <summary>Each failure with its story, and how to repeat it.</summary>
    private IEnumerable<string> Stories() => Failures.Select(failure =>
        $"seed {failure.Seed}: {string.Join("; ", failure.Verdict.Violations)}\n  {string.Join("\n  ", failure.Verdict.Trace)}\n  repeat: BATCHLINE_SEED={failure.Seed} {Count}=1 dotnet test --project test/Batchline.SimulationTests");

    private string Count => Store == StoreKind.Memory ? "BATCHLINE_SEEDS" : "BATCHLINE_STORE_SEEDS";
}
