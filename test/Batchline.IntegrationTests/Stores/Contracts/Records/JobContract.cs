using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts.Records;

public abstract class JobContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task A_new_job_is_first_seen_changed_and_checked_at_its_answer()
    {
        var head = await AcquireAsync(Sample.AccountId(1));
        var write = Sample.Replace("JOB1", Now, "\"Status\":\"Pending\"") with { ChangedFields = ["Status"] };

        await CommitAsync(head, write);

        var job = await JobAsync("JOB1");
        job.ShouldHold(new StoredJob
        {
            AccountId = Sample.AccountId(1),
            Document = write.Document!,
            LastUpdated = Now,
            Sync = new JobSync
            {
                Hash = "hash",
                FirstSeen = Now,
                ChangedAt = Now,
                CheckedAt = Now,
                Fence = head.Fence,
                Seq = head.Seq,
            },
        });
    }

    [Fact]
    public async Task A_changed_job_keeps_when_it_was_first_seen()
    {
        var first = Now;
        await StoreAsync(Sample.AccountId(1), Sample.Replace("JOB1", Now, "\"Status\":\"Pending\""));
        Clock.Advance(TimeSpan.FromMinutes(1));

        var write = Sample.Replace("JOB1", Now, "\"Status\":\"Done\"", "other") with { ChangedFields = ["Status", "Tags"] };
        await StoreAsync(Sample.AccountId(1), write);

        var job = await JobAsync("JOB1");
        job.Document.ShouldBe(write.Document);
        job.LastUpdated.ShouldBe(Now);
        job.Sync.Hash.ShouldBe("other");
        job.Sync.FirstSeen.ShouldBe(first);
        job.Sync.ChangedAt.ShouldBe(Now);
        job.Sync.CheckedAt.ShouldBe(Now);
        job.Sync.ChangedFields.ShouldBe(["Status", "Tags"]);
    }

    [Fact]
    public async Task A_touch_moves_only_when_the_job_was_confirmed()
    {
        var first = Now;
        var write = Sample.Replace("JOB1", Now, "\"Status\":\"Pending\"");
        await StoreAsync(Sample.AccountId(1), write);
        Clock.Advance(TimeSpan.FromMinutes(1));

        await StoreAsync(Sample.AccountId(1), Sample.Touch("JOB1", Now));

        var job = await JobAsync("JOB1");
        job.Document.ShouldBe(write.Document);
        job.LastUpdated.ShouldBe(Now);
        job.Sync.CheckedAt.ShouldBe(Now);
        job.Sync.ChangedAt.ShouldBe(first);
        job.Sync.Hash.ShouldBe("hash");
    }

    [Fact]
    public async Task A_missing_job_keeps_its_document_and_when_it_was_confirmed()
    {
        var first = Now;
        var write = Sample.Replace("JOB1", Now, "\"Status\":\"Pending\"");
        await StoreAsync(Sample.AccountId(1), write);
        Clock.Advance(TimeSpan.FromMinutes(1));

        await StoreAsync(Sample.AccountId(1), Sample.MarkMissing("JOB1", Now));

        var job = await JobAsync("JOB1");
        job.Document.ShouldBe(write.Document);
        job.LastUpdated.ShouldBe(first);
        job.Sync.CheckedAt.ShouldBe(Now);
        job.Sync.MissingSince.ShouldBe(Now);
    }

    [Fact]
    public async Task A_job_is_missing_since_it_was_first_found_missing()
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("JOB1", Now));
        var missing = Now;
        await StoreAsync(Sample.AccountId(1), Sample.MarkMissing("JOB1", missing));
        Clock.Advance(TimeSpan.FromMinutes(1));

        await StoreAsync(Sample.AccountId(1), Sample.MarkMissing("JOB1", Now));

        (await JobAsync("JOB1")).Sync.MissingSince.ShouldBe(missing);
        (await JobAsync("JOB1")).Sync.CheckedAt.ShouldBe(Now);
    }

    [Theory]
    [InlineData(JobWriteKind.Touch)]
    [InlineData(JobWriteKind.Replace)]
    public async Task A_job_that_came_back_is_missing_no_more(JobWriteKind kind)
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("JOB1", Now));
        await StoreAsync(Sample.AccountId(1), Sample.MarkMissing("JOB1", Now));

        await StoreAsync(Sample.AccountId(1), kind == JobWriteKind.Touch ? Sample.Touch("JOB1", Now) : Sample.Replace("JOB1", Now));

        (await JobAsync("JOB1")).Sync.MissingSince.ShouldBeNull();
    }

    [Fact]
    public async Task Only_a_replacement_makes_a_job()
    {
        await StoreAsync(Sample.AccountId(1), Sample.Touch("JOB1", Now), Sample.MarkMissing("JOB2", Now));

        (await Store.Jobs.CountAsync(Sample.AccountId(1), Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task The_mark_of_a_listing_stays_until_another_listing_sets_it()
    {
        var at = Now;
        await StoreAsync(Sample.AccountId(1), Sample.Replace("JOB1", at) with { SeenIn = Sample.OperationId(1) });
        await StoreAsync(Sample.AccountId(1), Sample.Touch("JOB1", at));
        await StoreAsync(Sample.AccountId(1), Sample.MarkMissing("JOB1", at));
        await StoreAsync(Sample.AccountId(1), Sample.Replace("JOB1", at));
        (await JobAsync("JOB1")).Sync.SeenIn.ShouldBe(Sample.OperationId(1));

        await StoreAsync(Sample.AccountId(1), Sample.Touch("JOB1", at) with { SeenIn = Sample.OperationId(2) });

        (await JobAsync("JOB1")).Sync.SeenIn.ShouldBe(Sample.OperationId(2));
    }

    [Theory]
    [InlineData(JobWriteKind.Replace)]
    [InlineData(JobWriteKind.Touch)]
    [InlineData(JobWriteKind.MarkMissing)]
    public async Task A_late_write_under_an_old_fence_changes_nothing(JobWriteKind kind)
    {
        var old = await AcquireAsync(Sample.AccountId(1), "old");
        Clock.Advance(Lease);
        var head = await AcquireAsync(Sample.AccountId(1), "new");
        await CommitAsync(head, Sample.Replace("JOB1", Now, "\"Status\":\"new\""));
        var stored = await JobAsync("JOB1");
        Clock.Advance(TimeSpan.FromSeconds(1));

        var late = kind switch
        {
            JobWriteKind.Replace => Sample.Replace("JOB1", Now, "\"Status\":\"old\"", "late"),
            JobWriteKind.Touch => Sample.Touch("JOB1", Now),
            _ => Sample.MarkMissing("JOB1", Now),
        };
        (await CommitAsync(old, late)).ShouldBeNull();

        (await JobAsync("JOB1")).ShouldHold(stored);
    }

    [Fact]
    public async Task A_late_write_of_the_same_fence_changes_nothing()
    {
        var before = await AcquireAsync(Sample.AccountId(1));
        var head = (await CommitAsync(before)).ShouldNotBeNull();
        await CommitAsync(head, Sample.Replace("JOB1", Now, "\"Status\":\"new\""));

        (await CommitAsync(before, Sample.Replace("JOB1", Now, "\"Status\":\"old\""))).ShouldBeNull();

        (await JobAsync("JOB1")).Document.Json.ShouldContain("new");
    }

    [Fact]
    public async Task The_same_uuid_in_two_accounts_is_two_jobs()
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("JOB1", Now, "\"Status\":\"one\""));
        await StoreAsync(Sample.AccountId(2), Sample.Replace("JOB1", Now, "\"Status\":\"two\""));

        (await JobAsync("JOB1")).Document.Json.ShouldContain("one");
        (await Store.Jobs.GetAsync(Sample.AccountId(2), "JOB1", Cancel))!.Document.Json.ShouldContain("two");
    }

    [Fact]
    public async Task An_unknown_job_is_null() =>
        (await Store.Jobs.GetAsync(Sample.AccountId(1), "JOB1", Cancel)).ShouldBeNull();

    [Fact]
    public async Task Several_jobs_are_read_at_once()
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("A", Now), Sample.Replace("B", Now));
        await StoreAsync(Sample.AccountId(2), Sample.Replace("A", Now), Sample.Replace("C", Now));

        var found = await Store.Jobs.GetAsync(Sample.AccountId(1), ["A", "B", "B", "C", "D"], Cancel);

        found.Select(job => (job.AccountId, job.Document.Uuid)).ShouldBe([(Sample.AccountId(1), "A"), (Sample.AccountId(1), "B")], ignoreOrder: true);
    }

    [Fact]
    public async Task Reads_that_wait_for_each_other_get_each_their_own_jobs()
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("A", Now, "\"Status\":\"one\""), Sample.Replace("B", Now));
        await StoreAsync(Sample.AccountId(2), Sample.Replace("A", Now, "\"Status\":\"two\""));
        var patience = TimeSpan.FromMilliseconds(20);

        var reading = Task.WhenAll(
            Store.Jobs.GetAsync(Sample.AccountId(1), ["B", "A"], patience, Cancel),
            Store.Jobs.GetAsync(Sample.AccountId(3), ["A"], patience, Cancel),
            Store.Jobs.GetAsync(Sample.AccountId(2), ["A"], patience, Cancel));
        for (; !reading.IsCompleted; await Task.Yield())
            Clock.Advance(patience);
        var found = await reading;

        found.Select(jobs => string.Join(' ', jobs.Select(job => job.Document.Uuid).Order())).ShouldBe(["A B", "", "A"]);
        found[0].Single(job => job.Document.Uuid == "A").Document.Json.ShouldContain("one");
        found[2].Single().Document.Json.ShouldContain("two");
    }

    [Fact]
    public async Task Notes_are_answered_for_stored_jobs_only()
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("A", Now, hash: "a"), Sample.Replace("B", Now, hash: "b"));
        await StoreAsync(Sample.AccountId(2), Sample.Replace("C", Now));

        var notes = await Store.Jobs.SyncOfAsync(Sample.AccountId(1), ["A", "B", "B", "C", "D"], Cancel);

        notes.Keys.ShouldBe(["A", "B"], ignoreOrder: true);
        notes["B"].ShouldHold((await JobAsync("B")).Sync);
    }

    [Fact]
    public async Task A_job_with_any_keys_and_types_comes_back_unchanged()
    {
        const string Fields =
            """
            "SerialId":"17","Unit":5,"JobTotalPrice":4995.50,"SubTotal":1e2,"item_cost":null,"Big":12345678901234567890,
            "a.b":{"$c":[1,2.0,null,true,{"d":""}]},"$set":{"x":1},"":"empty key","_id":"theirs","accountId":7,"_sync":[],
            "Notes":"Zoë 日本 😀 \u0000 \"quoted\" \\ / \n","Comments":[],"LineItems":[{"Id":1,"Price":0.10}]
            """;
        var write = Sample.Replace("JOB1", Now, Fields);

        await StoreAsync(Sample.AccountId(1), write);

        var json = (await JobAsync("JOB1")).Document.Json;
        json.ShouldBeTheDocument(write.Document!.Json);
    }

    [Fact]
    public async Task Listed_jobs_are_counted_from_their_marks()
    {
        var before = Now;
        await StoreAsync(
            Sample.AccountId(1), Sample.Replace("A", before), Sample.Replace("B", before), Sample.Replace("C", before));
        Clock.Advance(TimeSpan.FromMinutes(1));
        var since = Now;
        await StoreAsync(
            Sample.AccountId(1),
            Sample.Touch("A", Now) with { SeenIn = Sample.OperationId(1) },
            Sample.Replace("B", Now) with { SeenIn = Sample.OperationId(1) },
            Sample.Replace("D", Now) with { SeenIn = Sample.OperationId(1) });
        await StoreAsync(Sample.AccountId(2), Sample.Replace("A", Now) with { SeenIn = Sample.OperationId(1) });

        (await Store.Jobs.CountListedAsync(Sample.AccountId(1), Sample.OperationId(1), since, Cancel))
            .ShouldBe(new ListedJobs(3, 1));
        (await Store.Jobs.CountListedAsync(Sample.AccountId(1), Sample.OperationId(2), since, Cancel))
            .ShouldBe(new ListedJobs(0, 0));
        (await Store.Jobs.CountAsync(Sample.AccountId(1), Cancel)).ShouldBe(4);
    }

    [Fact]
    public async Task The_jobs_of_several_accounts_are_counted_at_once()
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("A", Now), Sample.Replace("B", Now));
        await StoreAsync(Sample.AccountId(2), Sample.Replace("A", Now));
        await StoreAsync(Sample.AccountId(4), Sample.Replace("A", Now));

        var counts = await Store.Jobs.CountAsync([Sample.AccountId(1), Sample.AccountId(2), Sample.AccountId(3)], Cancel);

        counts.OrderBy(count => count.Key.Value, StringComparer.Ordinal).Select(count => count.Value).ShouldBe([2, 1, 0]);
    }

    private async Task<StoredJob> JobAsync(string uuid) =>
        (await Store.Jobs.GetAsync(Sample.AccountId(1), uuid, Cancel)).ShouldNotBeNull();
}
