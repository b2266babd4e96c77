using Batchline.Engine.Changes;
using Batchline.Engine.Heads;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts;

public abstract class ChangeFeedContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const string Done = "\"Status\":\"Done\"";

    [Fact]
    public async Task Each_change_of_a_job_is_told_once_in_order()
    {
        await PutAsync(Sample.Replace("JOB1", Now));
        await PutAsync(Sample.Replace("JOB1", Now, Done, "other") with { ChangedFields = ["Status"] });
        await PutAsync(Sample.Touch("JOB1", Now));
        await PutAsync(Sample.MarkMissing("JOB1", Now));
        await PutAsync(Sample.MarkMissing("JOB1", Now));
        await PutAsync(Sample.Touch("JOB1", Now));
        await PutAsync(Sample.MarkMissing("JOB1", Now));
        await PutAsync(Sample.Replace("JOB1", Now, Done, "third") with { ChangedFields = ["Tags"] });

        var page = await ReadAsync();

        page.Items.Select(change => change.Kind).ShouldBe(
            [ChangeKind.Added, ChangeKind.Changed, ChangeKind.Missing, ChangeKind.Back, ChangeKind.Missing, ChangeKind.Back]);
        page.Items.Select(change => string.Join(',', change.ChangedFields)).ShouldBe(["", "Status", "", "", "", "Tags"]);
        page.Items.Select(change => change.Position).ShouldBe([1, 2, 3, 4, 5, 6]);
        page.Items.ShouldAllBe(change => change.AccountId == Sample.AccountId(1) && change.Uuid == "JOB1");
        page.Items.Select(change => change.At).ShouldBeInOrder();
        page.Next.ShouldBe(page.Items[^1].Place);
    }

    [Fact]
    public async Task What_is_not_stored_is_not_told()
    {
        await PutAsync(Sample.MarkMissing("JOB1", Now), Sample.Touch("JOB2", Now));

        var page = await ReadAsync();

        page.Items.ShouldBeEmpty();
        page.Lost.ShouldBeFalse();
        page.Next.ShouldBe(ChangePlace.Start);
    }

    [Fact]
    public async Task A_checkpoint_that_is_repeated_is_told_once()
    {
        var head = await AcquireAsync(Sample.AccountId(1));
        var checkpoint = new Checkpoint { AccountId = head.AccountId, Jobs = [Sample.Replace("JOB1", Now)], Head = Write(head) };

        (await Store.Heads.CommitAsync(checkpoint, Cancel)).ShouldNotBeNull();
        var once = await ReadAsync();
        (await Store.Heads.CommitAsync(checkpoint, Cancel)).ShouldNotBeNull();

        (await ReadAsync()).Items.ShouldBe(once.Items, new SameChange());
    }

    [Fact]
    public async Task A_checkpoint_of_an_old_fence_is_not_told()
    {
        var old = await AcquireAsync(Sample.AccountId(1));
        Clock.Advance(Lease + Lease);
        var now = await AcquireAsync(Sample.AccountId(1), "successor");
        (await CommitAsync(now, Sample.Replace("JOB1", Now))).ShouldNotBeNull();

        (await CommitAsync(old, Sample.Replace("JOB1", Now, Done, "late"))).ShouldBeNull();

        (await ReadAsync()).Items.ShouldHaveSingleItem().Kind.ShouldBe(ChangeKind.Added);
    }

    [Fact]
    public async Task A_reader_goes_on_behind_what_it_has()
    {
        await PutAsync([.. Enumerable.Range(1, 5).Select(number => Sample.Replace($"JOB{number}", Now))]);
        var first = await ReadAsync(limit: 3);
        await PutAsync(Sample.Replace("JOB6", Now));

        var second = await ReadAsync(first.Next);
        var third = await ReadAsync(second.Next);

        first.Items.Count.ShouldBe(3);
        first.Items.Concat(second.Items).Select(change => change.Position).ShouldBe([1, 2, 3, 4, 5, 6]);
        first.Items.Concat(second.Items).Select(change => change.Uuid).Distinct().Count().ShouldBe(6);
        third.Items.ShouldBeEmpty();
        third.Next.ShouldBe(second.Next);
    }

    [Fact]
    public async Task A_filter_leaves_out_others_and_still_moves_on()
    {
        foreach (var account in new[] { 1, 2 })
            await StoreAsync(Sample.AccountId(account), Sample.Replace("JOB1", Now), Sample.Replace("JOB2", Now));

        await Store.Changes.SettleAsync(Cancel);
        var ofAccount = await Store.Changes.ReadAsync(new ChangeQuery { AccountId = Sample.AccountId(1) }, Cancel);
        var ofJob = await Store.Changes.ReadAsync(new ChangeQuery { AccountId = Sample.AccountId(2), Uuid = "JOB1" }, Cancel);

        ofAccount.Items.Select(change => change.Uuid).Order().ShouldBe(["JOB1", "JOB2"]);
        ofAccount.Items.ShouldAllBe(change => change.AccountId == Sample.AccountId(1));
        ofAccount.Next.Position.ShouldBe(4);
        ofJob.Items.ShouldHaveSingleItem().AccountId.ShouldBe(Sample.AccountId(2));
        ofJob.Next.Position.ShouldBe(4);
    }

    [Fact]
    public async Task A_place_of_another_sequence_is_refused()
    {
        await PutAsync(Sample.Replace("JOB1", Now));
        var place = (await ReadAsync()).Next;

        (await ReadAsync(place with { Position = 7 })).Lost.ShouldBeTrue();
        (await ReadAsync(place with { At = place.At.AddMilliseconds(1) })).Lost.ShouldBeTrue();
        (await ReadAsync(place)).Lost.ShouldBeFalse();
    }

    [Fact]
    public async Task Old_changes_go_but_for_the_newest_of_them_where_readers_stand()
    {
        var beginning = await ReadAsync();
        await PutAsync(Sample.Replace("JOB1", Now), Sample.Replace("JOB2", Now));
        var first = await ReadAsync(limit: 1);
        await PutAsync(Sample.Replace("JOB3", Now));
        var upToDate = await ReadAsync();
        Clock.Advance(TimeSpan.FromDays(1));
        await PutAsync(Sample.Replace("JOB4", Now));

        var trimmed = await Store.Changes.TrimAsync(Now.AddHours(-1), 100, Cancel);
        var again = await Store.Changes.TrimAsync(Now.AddHours(-1), 100, Cancel);

        (trimmed, again).ShouldBe((2, 0));
        (await ReadAsync(beginning.Next)).Lost.ShouldBeTrue();
        (await ReadAsync(first.Next)).Lost.ShouldBeTrue();
        (await ReadAsync(upToDate.Next)).Items.ShouldHaveSingleItem().Uuid.ShouldBe("JOB4");
        (await ReadAsync()).Items.Select(change => change.Position).ShouldBe([3, 4]);
        await PutAsync(Sample.Replace("JOB5", Now));
        (await ReadAsync()).Items[^1].Position.ShouldBe(5);
    }

    [Fact]
    public async Task Many_writers_make_one_sequence_that_every_reader_sees_alike()
    {
        var nodes = new[] { Store, OpenNode(), OpenNode() };
        var written = Task.WhenAll(nodes.Index().Select(node => WriteManyAsync(node.Item, node.Index + 1)));

        var followers = await Task.WhenAll(nodes.Select(node => FollowAsync(node, written)));
        await written;

        followers[0].Count.ShouldBe(3 * 2 * 20);
        followers[0].Select(change => change.Position).ShouldBe(Enumerable.Range(1, followers[0].Count).Select(position => (long)position));
        followers[1].ShouldBe(followers[0], new SameChange());
        followers[2].ShouldBe(followers[0], new SameChange());
        foreach (var job in followers[0].GroupBy(change => (change.AccountId, change.Uuid)))
            job.Select(change => change.Kind).ShouldBe([ChangeKind.Added, ChangeKind.Changed]);
        foreach (var node in nodes.Skip(1))
            await node.DisposeAsync();
    }

    private static async Task<List<JobChange>> FollowAsync(StoreNode node, Task written)
    {
        var seen = new List<JobChange>();
        ChangePlace? after = null;
        while (true)
        {
            var last = written.IsCompleted;
            await node.Changes.SettleAsync(Cancel);
            var page = await node.Changes.ReadAsync(new ChangeQuery { After = after, Limit = 7 }, Cancel);
            page.Lost.ShouldBeFalse();
            seen.AddRange(page.Items);
            after = page.Next;
            if (last && page.Items.Count == 0)
                return seen;
            await Task.Yield();
        }
    }

    private async Task WriteManyAsync(StoreNode node, int account)
    {
        var head = (await node.Heads.AcquireAsync(Sample.AccountId(account), $"writer {account}", Lease, leader: null, Cancel)).ShouldNotBeNull();
        for (var number = 0; number < 20; number++)
        {
            foreach (var hash in new[] { "one", "two" })
            {
                var checkpoint = new Checkpoint
                {
                    AccountId = head.AccountId,
                    Jobs = [Sample.Replace($"JOB{number}", Now, $"\"Hash\":\"{hash}\"", hash)],
                    Head = Write(head) with { WriteId = $"{account} {number} {hash}" },
                };
                head = (await node.Heads.CommitAsync(checkpoint, Cancel)).ShouldNotBeNull();
            }
        }
    }

    /// <summary>A moment later, in one checkpoint.</summary>
    private Task PutAsync(params JobWrite[] jobs)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(10));
        return StoreAsync(Sample.AccountId(1), [.. jobs.Select(job => job with { At = Now })]);
    }

    private async Task<ChangePage> ReadAsync(ChangePlace? after = null, int limit = 100)
    {
        await Store.Changes.SettleAsync(Cancel);
        return await Store.Changes.ReadAsync(new ChangeQuery { After = after, Limit = limit }, Cancel);
    }

    private sealed class SameChange : IEqualityComparer<JobChange>
    {
        public bool Equals(JobChange? x, JobChange? y) =>
            x is not null && y is not null && x.ChangedFields.SequenceEqual(y.ChangedFields)
            && x with { ChangedFields = [] } == y with { ChangedFields = [] };

        public int GetHashCode(JobChange obj) => obj.Position.GetHashCode();
    }
}
