using System.Collections.Concurrent;
using Batchline.IntegrationTests.Stores.Fixtures;
using Orleans;

namespace Batchline.IntegrationTests.Stores.Contracts.Membership;

/// <summary>Two processes that change one table at the same time.</summary>
public abstract class MembershipRaceContract<TFixture> : MembershipContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task A_table_that_many_initialize_at_once_is_made_once()
    {
        var table = TableOf(Store, "fresh");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(
            () => table.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancel), Cancel)));

        var read = await table.ReadAllAsync(Cancel);
        read.Version.ShouldBe(new TableVersion(0, "0"));
        (await table.InsertRowAsync(Entry(1), read.Version.Next(), Cancel)).ShouldBeTrue();
    }

    [Fact]
    public async Task Twenty_silos_that_join_at_once_are_all_there_and_the_version_counts_them()
    {
        await using var other = OpenNode();
        var tables = new[] { Table, TableOf(other) };

        await Task.WhenAll(Enumerable.Range(1, 20).Select(number => Task.Run(
            () => UntilItSucceedsAsync(
                tables[number % 2], read => tables[number % 2].InsertRowAsync(Entry(number), read.Version.Next(), Cancel)),
            Cancel)));

        await ShouldHoldAsync(version: 20, [.. Enumerable.Range(1, 20)]);
        (await ReadAsync()).Members.Select(row => int.Parse(row.Item2, null)).Order().ShouldBe(Enumerable.Range(1, 20));
    }

    [Fact]
    public async Task Of_many_inserts_that_were_decided_on_one_table_one_wins()
    {
        await using var other = OpenNode();
        var tables = new[] { Table, TableOf(other) };
        var next = await NextAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 10).Select(number => Task.Run(
            () => tables[number % 2].InsertRowAsync(Entry(number), next, Cancel), Cancel)));

        var winner = answers.Index().Single(answer => answer.Item).Index + 1;
        await ShouldHoldAsync(version: 1, winner);
    }

    [Fact]
    public async Task Of_many_updates_of_one_row_exactly_one_wins_each_version()
    {
        await InsertAsync(Entry(1));
        await using var other = OpenNode();
        var tables = new[] { Table, TableOf(other) };
        var won = new ConcurrentBag<int>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() => UpdateAsync(tables[writer % 2], writer), Cancel)));

        won.Order().ShouldBe(Enumerable.Range(2, 16));
        await ShouldHoldAsync(version: 17, 1);
        (await FindAsync(1)).Entry.SuspectTimes.ShouldNotBeNull().Select(vote => vote.Item1.Generation).Order().ShouldBe(
            [.. Enumerable.Range(0, 8).SelectMany(writer => new[] { writer, writer })]);

        async Task UpdateAsync(Batchline.Cluster.Membership.MembershipTable table, int writer)
        {
            foreach (var second in Enumerable.Range(0, 2))
            {
                await UntilItSucceedsAsync(table, async read =>
                {
                    var (entry, etag) = RowOf(read, 1);
                    entry.AddSuspector(Silo(9, generation: writer), Noon.AddSeconds(second));
                    if (!await table.UpdateRowAsync(entry, etag, read.Version.Next(), Cancel))
                        return false;
                    won.Add(read.Version.Next().Version);
                    return true;
                });
            }
        }
    }
}
