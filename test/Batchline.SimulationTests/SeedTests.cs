using Batchline.SimulationTests.Seeds;
using Batchline.SimulationTests.World;
using Shouldly;

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
        var (first, count, minutes) = (Wanted.First, Wanted.Count, Wanted.Minutes);
        var seeds = KeptSeeds.Read(StoreKind.Memory).Concat(Enumerable.Range(first, count));
        var report = minutes == 0
            ? SeedRun.Over(StoreKind.Memory, seeds, TimeSpan.MaxValue)
            : SeedRun.Over(StoreKind.Memory, seeds.Concat(Enumerable.Range(first + count, int.MaxValue - first - count)), TimeSpan.FromMinutes(minutes));

        report.ShouldHaveHeld();
        if (report.Seeds >= Enough)
            Enum.GetValues<Happening>().Except(report.Happened.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void The_same_seed_gives_the_same_trace()
    {
        for (var seed = 1; seed <= SameTwice; seed++)
            new Simulation(seed, Variant.None).Run().Trace.ShouldBe(new Simulation(seed, Variant.None).Run().Trace);
    }
}
