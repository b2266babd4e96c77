using Batchline.SimulationTests.Variants;
using Batchline.SimulationTests.World;
using Shouldly;
using Xunit;

namespace Batchline.SimulationTests;

public sealed class SeedTests
{
    /// <summary>Fixed by ./test.sh; BATCHLINE_SEED repeats one.</summary>
    private static readonly int Seeds = int.Parse(Environment.GetEnvironmentVariable("BATCHLINE_SEEDS") ?? "200", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void S1_to_S5_hold_at_every_step_of_every_seed()
    {
        var failures = Enumerable.Range(First(), Seeds).Select(seed => (seed, Verdict(seed, Variant.None)))
            .Where(run => run.Item2.Violations.Count > 0)
            .Select(run => $"seed {run.seed}: {string.Join("; ", run.Item2.Violations)}\n  {string.Join("\n  ", run.Item2.Trace)}\n  repeat: BATCHLINE_SEED={run.seed} BATCHLINE_SEEDS=1 dotnet test --project test/Batchline.SimulationTests")
            .ToList();

        failures.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_seed_gives_the_same_trace()
    {
        for (var seed = 1; seed <= 10; seed++)
            Verdict(seed, Variant.None).Trace.ShouldBe(Verdict(seed, Variant.None).Trace);
    }

    [Theory]
    [InlineData(Variant.NoFence)]
    [InlineData(Variant.OwnerIsProcess)]
    [InlineData(Variant.PaceStoredAfterTheCall)]
    [InlineData(Variant.ProjectionWithoutFence)]
    [InlineData(Variant.RowAfterHeadForgot)]
    public void A_broken_variant_is_caught(Variant variant)
    {
        var caught = Enumerable.Range(1, 200).FirstOrDefault(seed => Verdict(seed, variant).Violations.Count > 0);

        caught.ShouldBeGreaterThan(0, $"{variant} was not caught within 200 seeds");
        TestContext.Current.TestOutputHelper?.WriteLine($"{variant}: seed {caught}: {string.Join("; ", Verdict(caught, variant).Violations)}");
    }

    private static int First() => int.Parse(Environment.GetEnvironmentVariable("BATCHLINE_SEED") ?? "1", System.Globalization.CultureInfo.InvariantCulture);

    private static SimVerdict Verdict(int seed, Variant variant) => new SimWorld(seed, variant).Run();
}
