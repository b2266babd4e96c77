using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests;

public sealed class PostgresSeedTests() : StoreSeedTests(StoreKind.Postgres)
{
    [Theory]
    [InlineData("U1", Variant.ActiveIndexDropped)]
    [InlineData("R1", Variant.ClockOfTheNode)]
    [InlineData("S4", Variant.HeadBeforeItsParts)]
    [InlineData("S5", Variant.NoFence)]
    public void A_broken_rule_of_the_store_is_caught(string invariant, Variant variant) => ShouldBeCaught(invariant, variant);
}
