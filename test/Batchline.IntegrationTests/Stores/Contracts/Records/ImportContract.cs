using Batchline.Engine.Ids;
using Batchline.Engine.Listing;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Engine.Workiz;
using Batchline.IntegrationTests.Stores.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Stores.Contracts.Records;

public abstract class ImportContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly AccountId Account = Sample.AccountId(1);

    private IImport Import => Store.Services.GetRequiredService<IImport>();

    [Fact]
    public async Task A_job_comes_with_all_notes_on_it()
    {
        var job = Job(fence: 7) with
        {
            Sync = new JobSync
            {
                Hash = "hash",
                FirstSeen = Sample.Start,
                ChangedAt = Sample.Start.AddHours(1),
                MissingSince = Sample.Start.AddHours(2),
                CheckedAt = Sample.Start.AddHours(3),
                SeenIn = Sample.OperationId(1),
                Fence = 7,
                Seq = 8,
            },
        };

        await Import.ImportJobsAsync([job], Cancel);

        var stored = (await Store.Jobs.GetAsync(Account, "JOB1", Cancel)).ShouldNotBeNull();
        stored.Document.ShouldBe(job.Document);
        stored.LastUpdated.ShouldBe(job.LastUpdated);
        (stored.Sync with { ChangedFields = job.Sync.ChangedFields }).ShouldBe(job.Sync);
        stored.Sync.ChangedFields.ShouldBeEmpty();
        (await Store.Jobs.ListAsync(new JobQuery { Status = "Done" }, Cancel)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_job_that_is_newer_stays_and_an_older_one_is_replaced()
    {
        await Import.ImportJobsAsync([Job(fence: 5)], Cancel);
        await Import.ImportJobsAsync([Job(fence: 4, status: "Older"), Job(fence: 5, uuid: "JOB2")], Cancel);
        (await Store.Jobs.GetAsync(Account, "JOB1", Cancel))!.Document.Json.ShouldContain("Done");

        await Import.ImportJobsAsync([Job(fence: 6, status: "Newer")], Cancel);

        (await Store.Jobs.GetAsync(Account, "JOB1", Cancel))!.Document.Json.ShouldContain("Newer");
        (await Store.Jobs.CountAsync(Account, Cancel)).ShouldBe(2);
    }

    [Fact]
    public async Task A_state_comes_once_and_holds_no_account()
    {
        var state = Sample.State(1, 1) with
        {
            Active = false,
            Status = AccountStateStatus.Completed,
            Counters = new Counters { Total = 3 },
            WaitingSince = Sample.Start,
            OddRows = OddRows.None.With([new OddRow(1, 60, "it has no UUID")]),
            Fence = 7,
            Seq = 8,
        };

        await Import.ImportStatesAsync([state], Cancel);
        await Import.ImportStatesAsync([state with { Status = AccountStateStatus.Cancelled }, Sample.State(1, 2)], Cancel);

        (await Store.States.GetAsync(state.OperationId, Account, Cancel)).ShouldNotBeNull().ShouldHold(state);
        (await Store.States.ListAsync(state.OperationId, null, null, 10, Cancel)).Count.ShouldBe(2);
        (await Store.Reservations.GetActiveAsync(Sample.AccountId(2), Cancel)).ShouldBeNull();
    }

    private static StoredJob Job(long fence, string status = "Done", string uuid = "JOB1") => new()
    {
        AccountId = Account,
        Document = new JobDocument(uuid, $$"""{"UUID":"{{uuid}}","Status":"{{status}}","JobDateTime":"2026-03-01 08:00:00"}"""),
        LastUpdated = Sample.Start,
        Sync = new JobSync { Hash = "hash", Fence = fence, Seq = 1 },
    };
}
