using System.Net;
using Batchline.Simulator.Faults;

namespace Batchline.IntegrationTests.OddWorkiz;

/// <summary>Row a: one row of the list among sixty good ones is none.</summary>
public sealed class RowTests
{
    private const string WithoutUuid = "it has no UUID";
    private const int Good = 60;

    [Theory]
    [InlineData(FaultKind.UuidNumber, "1234567")]
    [InlineData(FaultKind.UuidLikeNumber, "12E345")]
    [InlineData(FaultKind.UuidExponent, "12E345")]
    public async Task A_A_UUID_that_is_plainly_the_same_as_text_is_taken(FaultKind kind, string uuid)
    {
        await using var sync = await OddSync.StartAsync(Good, new FaultRule { Kind = kind });

        var progress = await sync.RunAsync();

        progress.Outcome().ShouldBe(("completed", Good + 1, 0));
        (await sync.StoredAsync(), progress.OddTotal(), sync.Calls).ShouldBe((Good + 1, 0, (0, 1, 0)));
        (await sync.Server.GetAsync($"/api/accounts/{sync.Account}/jobs/{uuid}")).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(FaultKind.UuidNull, WithoutUuid)]
    [InlineData(FaultKind.UuidObject, WithoutUuid)]
    [InlineData(FaultKind.UuidMissing, WithoutUuid)]
    [InlineData(FaultKind.UuidEmpty, WithoutUuid)]
    [InlineData(FaultKind.TwoUuidKeys, "it has two UUIDs")]
    [InlineData(FaultKind.RowText, "it is not a job record")]
    [InlineData(FaultKind.RowNumber, "it is not a job record")]
    [InlineData(FaultKind.RowNull, "it is not a job record")]
    [InlineData(FaultKind.RowEmpty, WithoutUuid)]
    [InlineData(FaultKind.RowArray, "it is not a job record")]
    [InlineData(FaultKind.HugeRow, "it is larger than 4 MB (HUGEROW)")]
    public async Task A_An_odd_row_is_counted_and_named_and_costs_no_other(FaultKind kind, string reason)
    {
        await using var sync = await OddSync.StartAsync(Good, new FaultRule { Kind = kind });

        var progress = await sync.RunAsync();
        var next = await sync.Server.PostAsync("/api/init-batch-update");

        progress.Outcome().ShouldBe(("completed_with_errors", Good, 1));
        (progress.OddTotal(), progress.OddFirst().Single()).ShouldBe((1, (1, 31, reason)));
        (await sync.StoredAsync()).ShouldBe(Good);
        next.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_A_UUID_that_comes_twice_is_one_job_and_the_later_row_counts()
    {
        await using var sync = await OddSync.StartAsync(Good, new FaultRule { Kind = FaultKind.UuidTwice });

        var progress = await sync.RunAsync();
        var stored = (await sync.Server.GetAsync($"/api/jobs?limit=100&accountId={sync.Account}"))["items"].EnumerateArray();

        progress.Outcome().ShouldBe(("completed", Good, 0));
        stored.Count(job => job.GetProperty("document").GetProperty("JobNotes").GetString() == "The same job once more").ShouldBe(1);
        (await sync.StoredAsync(), sync.Calls).ShouldBe((Good, (0, 1, 0)));
    }

    [Fact]
    public async Task A_An_odd_row_on_every_page_is_named_with_its_page()
    {
        await using var sync = await OddSync.StartAsync(250, new FaultRule { Kind = FaultKind.RowNull });

        var progress = await sync.RunAsync();

        progress.Outcome().ShouldBe(("completed_with_errors", 250, 3));
        progress.OddFirst().ShouldBe([(1, 51, "it is not a job record"), (2, 51, "it is not a job record"), (3, 26, "it is not a job record")]);
        (await sync.StoredAsync(), sync.Calls).ShouldBe((250, (0, 3, 0)));
    }
}
