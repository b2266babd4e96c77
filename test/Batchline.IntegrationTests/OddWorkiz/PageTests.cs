using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;

namespace Batchline.IntegrationTests.OddWorkiz;

/// <summary>Row b: pages in another shape, another encoding, or too large.</summary>
public sealed class PageTests
{
    [Theory]
    [InlineData(FaultKind.NumericKeys)]
    [InlineData(FaultKind.JobsKey)]
    public async Task B_Rows_in_an_object_with_numeric_keys_or_under_another_name_are_a_list(FaultKind kind)
    {
        await using var sync = await OddSync.StartAsync(60, new FaultRule { Kind = kind });

        var progress = await sync.RunAsync();

        progress.Outcome().ShouldBe(("completed", 60, 0));
        (await sync.StoredAsync(), sync.Calls).ShouldBe((60, (0, 1, 0)));
    }

    [Fact]
    public async Task B_Of_a_page_in_windows_1252_the_rows_that_can_be_read_are_stored()
    {
        await using var sync = await OddSync.StartAsync(60, new FaultRule { Kind = FaultKind.Windows1252 });

        var progress = await sync.RunAsync();

        progress.Outcome().ShouldBe(("completed_with_errors", 30, 30));
        (progress.OddTotal(), progress.OddFirst().Count, progress.OddFirst()[0]).ShouldBe((30, 10, (1, 1, "its text is not UTF-8")));
        (await sync.StoredAsync(), sync.Calls).ShouldBe((30, (0, 1, 0)));
    }

    [Fact]
    public async Task B_A_page_of_two_JSON_documents_is_asked_for_again_after_a_good_probe()
    {
        await using var sync = await OddSync.StartAsync(60, new FaultRule { Kind = FaultKind.TwoDocuments, Call = CallKind.JobAll, First = 1 });

        var progress = await sync.RunAsync();

        progress.Outcome().ShouldBe(("completed", 60, 0));
        (await sync.StoredAsync(), sync.Calls).ShouldBe((60, (0, 2, 1)));
    }

    [Fact]
    public async Task B_Of_a_list_whose_pages_are_too_large_fewer_rows_are_asked_for()
    {
        await using var sync = await OddSync.StartAsync(120, new FaultRule { Kind = FaultKind.HugePage });

        var progress = await sync.RunAsync();

        progress.Outcome().ShouldBe(("completed", 120, 0));
        (await sync.StoredAsync(), sync.Calls).ShouldBe((120, (0, 4, 0)));
    }
}
