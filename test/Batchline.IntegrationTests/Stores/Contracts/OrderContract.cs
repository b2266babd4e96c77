using Batchline.Engine.Batches;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts;

/// <summary>Orders that a collation, a tie or a surrogate would change.</summary>
public abstract class OrderContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    /// <summary>By code points: digits, capitals, small letters, marks, and a character outside the first plane last.</summary>
    private static readonly string[] InOrder = ["-", "10", "2", "A", "B", "Z", "_", "a", "aa", "b", "z", "~", "\u00c4", "\u00e9", "\u4e2d", "\uff5e", "\ud83d\ude00"];

    [Fact]
    public async Task Keys_come_in_the_order_of_their_code_points_one_by_one_and_all_at_once()
    {
        await StoreAsync(Sample.AccountId(1), [.. InOrder.Reverse().Select(uuid => Sample.Replace(uuid, Now))]);

        (await Store.Keys.KeysAsync(Sample.AccountId(1), JobSelection.All, null, 100, Cancel)).ShouldBe(InOrder);
        foreach (var (uuid, index) in InOrder.Select((uuid, index) => (uuid, index)))
            (await Store.Keys.KeysAsync(Sample.AccountId(1), JobSelection.All, uuid, 1, Cancel)).ShouldBe(InOrder.Skip(index + 1).Take(1));
    }

    [Fact]
    public async Task Jobs_of_the_same_time_come_by_account_and_then_by_uuid()
    {
        const string Time = "\"JobDateTime\":\"2026-02-01 10:00:00\"";
        await StoreAsync(Sample.AccountId(2), [.. InOrder.Reverse().Select(uuid => Sample.Replace(uuid, Now, Time))]);
        await StoreAsync(Sample.AccountId(1), [.. InOrder.Reverse().Select(uuid => Sample.Replace(uuid, Now, Time))]);

        var read = new List<(string Account, string Uuid)>();
        for (JobPosition? after = null; ;)
        {
            var page = await Store.Jobs.ListAsync(new JobQuery { After = after, Limit = 5 }, Cancel);
            read.AddRange(page.Select(job => (job.AccountId.Value, job.Document.Uuid)));
            if (page.Count < 5)
                break;
            after = new JobPosition("2026-02-01 10:00:00", page[^1].AccountId, page[^1].Document.Uuid);
        }

        read.ShouldBe(from account in Enumerable.Range(1, 2) from uuid in InOrder select (Sample.AccountId(account).Value, uuid));
    }

    [Fact]
    public async Task Times_of_jobs_are_compared_as_the_texts_they_are()
    {
        string[] newestFirst = ["\ud83d\ude00", "\uff5e", "tomorrow", "Tomorrow", "2026-02-10", "2026-02-1", "2026-02"];
        await StoreAsync(Sample.AccountId(1), [.. newestFirst.Select((time, index) => Sample.Replace($"JOB{index}", Now, $"\"JobDateTime\":\"{time}\""))]);

        var jobs = await Store.Jobs.ListAsync(new JobQuery { Limit = 100 }, Cancel);

        jobs.Select(job => job.Document.Uuid).ShouldBe(newestFirst.Select((_, index) => $"JOB{index}"));
    }

    [Fact]
    public async Task A_time_longer_than_any_counts_with_its_beginning_and_is_passed_by_the_next_page()
    {
        var random = new Random(1);
        var time = string.Concat(Enumerable.Range(0, 5000).Select(_ => (char)random.Next('a', 'z')));
        await StoreAsync(
            Sample.AccountId(1),
            [Sample.Replace("LONG", Now, $"\"JobDateTime\":\"{time}\",\"Status\":\"{time}\""), Sample.Replace("SHORT", Now, "\"JobDateTime\":\"2026-02-10\"")]);

        var first = await Store.Jobs.ListAsync(new JobQuery { Limit = 1 }, Cancel);
        var next = await Store.Jobs.ListAsync(new JobQuery { Limit = 2, After = new JobPosition(JobDocument.TimeOf(time), Sample.AccountId(1), "LONG") }, Cancel);

        first.ShouldHaveSingleItem().Document.Uuid.ShouldBe("LONG");
        next.ShouldHaveSingleItem().Document.Uuid.ShouldBe("SHORT");
    }

    [Fact]
    public async Task Accounts_that_are_due_at_the_same_time_come_in_the_order_of_their_ids()
    {
        int[] mixed = [30, 4, 17, 1, 22, 9];
        await Store.Inbox.WakeAsync([.. mixed.Select(Sample.AccountId)], Cancel);

        var due = await Store.Inbox.DueAsync(4, Cancel);

        due.Accounts.ShouldBe([Sample.AccountId(1), Sample.AccountId(4), Sample.AccountId(9), Sample.AccountId(17)]);
    }

    [Fact]
    public async Task Operations_of_several_statuses_come_newest_first_across_pages()
    {
        OperationStatus[] statuses = [OperationStatus.Failed, OperationStatus.Completed, OperationStatus.Paused];
        int[] mixed = [7, 2, 9, 4, 1, 8, 3, 6, 5];
        int[] expected = [9, 8, 6, 5, 3, 2];
        foreach (var number in mixed)
            await Store.Operations.InsertAsync(Sample.Operation(number, statuses[number % 3]), Cancel);

        var first = await Store.Operations.ListAsync([OperationStatus.Paused, OperationStatus.Failed], null, 4, Cancel);
        var rest = await Store.Operations.ListAsync([OperationStatus.Paused, OperationStatus.Failed], first[^1].Id, 4, Cancel);

        first.Concat(rest).Select(operation => operation.Id).ShouldBe(expected.Select(Sample.OperationId));
    }

    [Fact]
    public async Task Batches_of_several_statuses_come_by_account_and_number_across_pages()
    {
        BatchStatus[] statuses = [BatchStatus.Failed, BatchStatus.Completed, BatchStatus.Pending];
        int[] mixed = [3, 11, 2, 10, 1];
        int[] expected = [1, 2, 10, 11];
        await Store.Batches.PlanAsync(
            [.. from number in mixed from account in Enumerable.Range(1, 2).Reverse() select Sample.Batch(1, account, number, statuses[number % 3])], Cancel);

        var query = new BatchQuery { OperationId = Sample.OperationId(1), Statuses = [BatchStatus.Pending, BatchStatus.Completed], Limit = 3 };
        var first = await Store.Batches.ListAsync(query, Cancel);
        var rest = await Store.Batches.ListAsync(query with { After = new(first[^1].AccountId, first[^1].Number), Limit = 10 }, Cancel);

        first.Concat(rest).Select(batch => (batch.AccountId, batch.Number)).ShouldBe(
            from account in Enumerable.Range(1, 2) from number in expected select (Sample.AccountId(account), number));
    }
}
