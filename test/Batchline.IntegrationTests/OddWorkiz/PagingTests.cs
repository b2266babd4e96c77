using Batchline.Simulator.Faults;

namespace Batchline.IntegrationTests.OddWorkiz;

/// <summary>Rows c and d: the offset is ignored, clamped or counts records, and pages are shorter than asked for.</summary>
public sealed class PagingTests
{
    [Theory]
    [InlineData(FaultKind.OffsetIgnored, 100, 5)]
    [InlineData(FaultKind.OffsetIgnoredNoHasMore, 100, 5)]
    [InlineData(FaultKind.OffsetClamped, 300, 6)]
    [InlineData(FaultKind.OffsetClampedNoHasMore, 300, 6)]
    [InlineData(FaultKind.CyclicPages, 300, 6)]
    public async Task C_Pages_that_come_again_end_the_list_with_a_note(FaultKind kind, int stored, int lists)
    {
        await using var sync = await OddSync.StartAsync(300, new FaultRule { Kind = kind });

        var progress = await sync.RunAsync();

        progress.Outcome().ShouldBe(("completed", stored, 0));
        progress.Reason().ShouldNotBeNull().ShouldStartWith("Workiz returned rows it had already sent instead of new ones");
        (await sync.StoredAsync(), sync.Calls).ShouldBe((stored, (0, lists, 0)));
    }

    [Theory]
    [InlineData(true, 99, 4)]
    [InlineData(true, 50, 6)]
    [InlineData(true, 30, 10)]
    [InlineData(false, 99, 3)]
    [InlineData(false, 50, 5)]
    [InlineData(false, 30, 9)]
    public async Task D_All_jobs_are_listed_where_pages_have_fewer_rows_than_were_asked_for(bool countsRecords, int rows, int lists)
    {
        await using var sync = await OddSync.StartAsync(
            250, options => options with { RecordOffset = countsRecords }, new FaultRule { Kind = FaultKind.FewerRows, Rows = rows });

        var progress = await sync.RunAsync();

        progress.Outcome().ShouldBe(("completed", 250, 0));
        progress.Reason().ShouldBeNull();
        (await sync.StoredAsync(), sync.Calls).ShouldBe((250, (0, lists, 0)));
    }
}
