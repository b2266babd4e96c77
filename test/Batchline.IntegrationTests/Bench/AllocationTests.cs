using Batchline.Benchmarks.Figures;

namespace Batchline.IntegrationTests.Bench;

[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    [Fact]
    public async Task A_job_allocates_no_more_than_a_tenth_over_the_recorded_baseline()
    {
        var baseline = Allocations.Baseline();

        var measured = await Allocations.MeasureAsync();

        measured.ShouldBeLessThanOrEqualTo(baseline * Allocations.Growth);
    }
}
