using System.Globalization;
using Batchline.SimulationTests.Seeds;
using Batchline.SimulationTests.Variants;
using Batchline.SimulationTests.World;
using Shouldly;
using Xunit;

namespace Batchline.SimulationTests;

/// <summary>BATCHLINE_SEED is the first seed, BATCHLINE_SEEDS how many; BATCHLINE_MINUTES goes on behind them for so long.</summary>
public sealed class SeedTests
{
    private const int SameTwice = 10;

    /// <summary>In so many seeds everything happens that may.</summary>
    private const int Enough = 200;

    [Fact]
    public void S1_to_S7_hold_at_every_step_of_every_seed_and_L1_to_L3_at_its_end()
    {
        var (first, count, minutes) = (Number("BATCHLINE_SEED", 1), Number("BATCHLINE_SEEDS", 200), Number("BATCHLINE_MINUTES", 0));
        var seeds = KeptSeeds.Read().Concat(Enumerable.Range(first, count));
        var report = minutes == 0
            ? SeedRun.Over(seeds, TimeSpan.MaxValue)
            : SeedRun.Over(seeds.Concat(Enumerable.Range(first + count, int.MaxValue - first - count)), TimeSpan.FromMinutes(minutes));
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        KeptSeeds.Keep(report.Failures.Select(failure => failure.Seed));

        TestContext.Current.TestOutputHelper?.WriteLine(report.Happenings());
        report.Stories().ShouldBeEmpty();
        if (report.Seeds >= Enough)
            Enum.GetValues<Happening>().Except(report.Happened.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void The_same_seed_gives_the_same_trace()
    {
        for (var seed = 1; seed <= SameTwice; seed++)
            new SimWorld(seed, Variant.None).Run().Trace.ShouldBe(new SimWorld(seed, Variant.None).Run().Trace);
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
