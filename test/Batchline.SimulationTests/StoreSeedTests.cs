using System.Globalization;
using Batchline.SimulationTests.Seeds;
using Batchline.SimulationTests.Variants;
using Batchline.SimulationTests.World;
using Shouldly;

namespace Batchline.SimulationTests;

/// <summary>
/// The same worlds over a real store: virtual time for the engine, real statements and commands for the database.
/// BATCHLINE_SEED is the first seed, BATCHLINE_STORE_SEEDS how many.
/// </summary>
public abstract class StoreSeedTests(StoreKind store)
{
    private const int SameTwice = 2;
    private const int MostSeeds = 60;

    [Fact]
    public void S1_to_S7_hold_after_every_write_of_every_seed_and_L1_to_L3_at_its_end()
    {
        var seeds = KeptSeeds.Read(store).Concat(Enumerable.Range(Wanted.First, Wanted.StoreCount));

        SeedRun.Over(store, seeds, TimeSpan.MaxValue).ShouldHaveHeld();
    }

    [Fact]
    public void The_same_seed_gives_the_same_trace()
    {
        for (var seed = 1; seed <= SameTwice; seed++)
            new Simulation(seed, Variant.None, store).Run().Trace.ShouldBe(new Simulation(seed, Variant.None, store).Run().Trace);
    }

    protected void ShouldBeCaught(string invariant, Variant variant)
    {
        var seed = SeedRun.FirstThatBreaks(store, invariant, variant, MostSeeds);

        seed.ShouldNotBeNull($"{variant} did not break {invariant} over {store} within {MostSeeds} seeds");
        Teeth.Write($"{invariant} {store}", variant, seed.Value);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{invariant} {variant} {store}: seed {seed}"));
    }
}
