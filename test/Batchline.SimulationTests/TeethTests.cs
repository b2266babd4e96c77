using System.Globalization;
using Batchline.SimulationTests.Seeds;
using Batchline.SimulationTests.Variants;
using Batchline.SimulationTests.World;
using Shouldly;

namespace Batchline.SimulationTests;

/// <summary>Each invariant with a rule switched off that it rests on: the checks must notice.</summary>
public sealed class TeethTests
{
    private const int MostSeeds = 200;

    [Theory]
    [InlineData("S1", Variant.LeaseForEverybody)]
    [InlineData("S1", Variant.OwnerIsProcess)]
    [InlineData("S2", Variant.PaceStoredAfterTheCall)]
    [InlineData("S2", Variant.LeavesTooLate)]
    [InlineData("S2", Variant.PaceFromBeforeTheConnection)]
    [InlineData("S3", Variant.CloseWritesStatusOnly)]
    [InlineData("S4", Variant.OutcomesInMemoryOnly)]
    [InlineData("S4", Variant.RowAfterHeadForgot)]
    [InlineData("S4", Variant.ProjectionWithoutFence)]
    [InlineData("S4", Variant.OddRowsForgotten)]
    [InlineData("S5", Variant.NoFence)]
    [InlineData("S5", Variant.JobsWithoutOrder)]
    [InlineData("S6", Variant.ControlSeenLate)]
    [InlineData("S6", Variant.PauseAnsweredAtOnce)]
    [InlineData("S7", Variant.AnyAnswerIsBelieved)]
    [InlineData("S7", Variant.AnyKeyIsBelieved)]
    [InlineData("S7", Variant.AnyNotFoundIsGone)]
    [InlineData("L1", Variant.DueForgotten)]
    [InlineData("L1", Variant.TriesForgotten)]
    [InlineData("L1", Variant.PardonsForgotten)]
    [InlineData("L1", Variant.ListFailuresForgotten)]
    [InlineData("L1", Variant.PagesForgotten)]
    [InlineData("L2", Variant.LowestIdFirst)]
    [InlineData("L2", Variant.PlaceKept)]
    [InlineData("L3", Variant.EtaWithoutPace)]
    [InlineData("L3", Variant.EtaOfASlowerPace)]
    [InlineData("R1", Variant.RoleForEverybody)]
    [InlineData("S1", Variant.LeasesOfTheLivingEnd)]
    [InlineData("L1", Variant.HandedOverOnce)]
    [InlineData("L2", Variant.SilenceIsAnAnswer)]
    [InlineData("F1", Variant.PathGivenUpAtOnce)]
    [InlineData("F2", Variant.RefusalBlocks)]
    [InlineData("F3", Variant.OddRowSpoilsThePage)]
    [InlineData("F3", Variant.OffsetOfWhatWasAsked)]
    public void A_broken_variant_is_caught(string invariant, Variant variant)
    {
        var seed = SeedRun.FirstThatBreaks(StoreKind.Memory, invariant, variant, MostSeeds);

        seed.ShouldNotBeNull($"{variant} did not break {invariant} within {MostSeeds} seeds");
        Teeth.Write(invariant, variant, seed.Value);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{invariant} {variant}: seed {seed}"));
    }
}
