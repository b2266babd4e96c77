using Batchline.Engine.Ids;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts.Records;

public abstract class JobKeysContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private JobSelection Unseen => new()
    {
        NotSeenIn = Sample.OperationId(1),
        WindowFrom = new DateOnly(2026, 1, 1),
        CheckedBefore = Now.AddDays(-30),
    };

    [Fact]
    public async Task Keys_come_in_ordinal_order_page_by_page()
    {
        await StoreAsync(Sample.AccountId(1), [.. "bAaB1".Select(uuid => Sample.Replace($"{uuid}", Now))]);
        await StoreAsync(Sample.AccountId(2), Sample.Replace("C", Now));

        (await KeysAsync(JobSelection.All, null, 3)).ShouldBe(["1", "A", "B"]);
        (await KeysAsync(JobSelection.All, "B", 3)).ShouldBe(["a", "b"]);
        (await KeysAsync(JobSelection.All, "b", 3)).ShouldBeEmpty();
    }

    [Fact]
    public async Task As_many_are_counted_of_each_account_as_its_own_selection_means()
    {
        foreach (var account in Enumerable.Range(1, 3).Select(Sample.AccountId))
        {
            await StoreAsync(
                account,
                Sample.Replace("SEEN", Now) with { SeenIn = Sample.OperationId(1) },
                Sample.Replace("NEVERSEEN", Now),
                Sample.Replace("OLD", Now, "\"Status\":\"Done\",\"JobDateTime\":\"2025-12-31 23:59:59\""));
        }

        var counts = await Store.Keys.CountAsync(
            new Dictionary<AccountId, JobSelection>
            {
                [Sample.AccountId(1)] = JobSelection.All,
                [Sample.AccountId(2)] = Unseen,
                [Sample.AccountId(3)] = Unseen with { Full = true },
                [Sample.AccountId(4)] = Unseen,
            },
            Cancel);

        Enumerable.Range(1, 4).Select(number => counts[Sample.AccountId(number)]).ShouldBe([3, 1, 2, 0]);
    }

    [Fact]
    public async Task A_job_that_the_listing_returned_is_not_selected()
    {
        await StoreAsync(
            Sample.AccountId(1),
            Sample.Replace("SEEN", Now) with { SeenIn = Sample.OperationId(1) },
            Sample.Replace("SEENBEFORE", Now) with { SeenIn = Sample.OperationId(2) },
            Sample.Replace("NEVERSEEN", Now));

        (await KeysAsync(Unseen)).ShouldBe(["NEVERSEEN", "SEENBEFORE"]);
        (await KeysAsync(Unseen with { Full = true })).ShouldBe(["NEVERSEEN", "SEENBEFORE"]);
    }

    [Theory]
    [InlineData("\"Status\":\"Done\",\"JobDateTime\":\"2025-12-31 23:59:59\"", false)]
    [InlineData("\"Status\":\"done\",\"JobDateTime\":\"2025-12-31 23:59:59\"", false)]
    [InlineData("\"Status\":\"CANCELED\",\"JobDateTime\":\"2025-12-31 23:59:59\"", false)]
    [InlineData("\"Status\":\"Done\",\"JobDateTime\":\"2026-01-01 00:00:00\"", true)]
    [InlineData("\"Status\":\"Done\",\"JobDateTime\":\"\"", true)]
    [InlineData("\"Status\":\"Done\",\"JobDateTime\":null", true)]
    [InlineData("\"Status\":\"Done\"", true)]
    [InlineData("\"Status\":\"In progress\",\"JobDateTime\":\"2020-01-01 00:00:00\"", true)]
    [InlineData("\"Status\":\"done pending approval\",\"JobDateTime\":\"2020-01-01 00:00:00\"", true)]
    [InlineData("\"Status\":null,\"JobDateTime\":\"2020-01-01 00:00:00\"", true)]
    [InlineData("\"JobDateTime\":\"2020-01-01 00:00:00\"", true)]
    public async Task A_job_is_selected_inside_the_window_or_unscheduled_or_open(string fields, bool selected)
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("JOB1", Now, fields));

        (await KeysAsync(Unseen)).Count.ShouldBe(selected ? 1 : 0);
        (await KeysAsync(Unseen with { Full = true })).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_job_is_selected_when_it_was_last_checked_too_long_ago()
    {
        const string Closed = "\"Status\":\"Done\",\"JobDateTime\":\"2020-01-01 00:00:00\"";
        await StoreAsync(
            Sample.AccountId(1),
            Sample.Replace("A", Now.AddDays(-31), Closed),
            Sample.Replace("B", Now.AddDays(-30), Closed),
            Sample.Replace("C", Now.AddDays(-31), Closed),
            Sample.Replace("D", Now.AddDays(-31), Closed));
        await StoreAsync(Sample.AccountId(1), Sample.Touch("C", Now), Sample.MarkMissing("D", Now));

        (await KeysAsync(Unseen)).ShouldBe(["A"]);
    }

    [Fact]
    public async Task Without_a_listing_every_job_is_selected()
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("A", Now) with { SeenIn = Sample.OperationId(1) });

        (await KeysAsync(Unseen with { NotSeenIn = null })).ShouldBe(["A"]);
    }

    [Fact]
    public async Task Unlisted_are_those_that_a_listing_of_the_window_leaves_out()
    {
        const string Inside = "\"Status\":\"Done\",\"JobDateTime\":\"2026-02-01 08:00:00\"";
        const string Older = "\"JobDateTime\":\"2020-01-01 08:00:00\"";
        await StoreAsync(
            Sample.AccountId(1),
            Sample.Replace("INSIDE", Now, Inside) with { SeenIn = Sample.OperationId(1) },
            Sample.Replace("LEFTOUT", Now, Inside),
            Sample.Replace("OLDCLOSED", Now, $"\"Status\":\"Done\",{Older}") with { SeenIn = Sample.OperationId(1) },
            Sample.Replace("OLDOPEN", Now, $"\"Status\":\"Submitted\",{Older}") with { SeenIn = Sample.OperationId(1) },
            Sample.Replace("UNSCHEDULED", Now, "\"Status\":\"Done\"") with { SeenIn = Sample.OperationId(1) });
        var unlisted = Unseen with { Unlisted = true };

        (await KeysAsync(unlisted)).ShouldBe(["LEFTOUT", "OLDOPEN", "UNSCHEDULED"]);
        (await KeysAsync(unlisted with { Full = true })).ShouldBe(["LEFTOUT", "OLDCLOSED", "OLDOPEN", "UNSCHEDULED"]);
        (await KeysAsync(unlisted with { NotSeenIn = null })).ShouldBe(["OLDOPEN", "UNSCHEDULED"]);
        (await KeysAsync(unlisted with { NotSeenIn = null, Full = true })).ShouldBe(["OLDCLOSED", "OLDOPEN", "UNSCHEDULED"]);
    }

    private Task<IReadOnlyList<string>> KeysAsync(JobSelection selection, string? after = null, int limit = 10) =>
        Store.Keys.KeysAsync(Sample.AccountId(1), selection, after, limit, Cancel);
}
