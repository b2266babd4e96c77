using System.Net;
using Batchline.IntegrationTests.Stores.Fixtures;
using Orleans;
using Orleans.Runtime;

namespace Batchline.IntegrationTests.Stores.Contracts.Membership;

public abstract class MembershipReadContract<TFixture> : MembershipContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task A_new_table_has_no_silo_and_the_version_0()
    {
        var table = await ReadAsync();

        table.Members.ShouldBeEmpty();
        table.Version.ShouldBe(new TableVersion(0, "0"));
    }

    [Fact]
    public async Task Whoever_initializes_a_table_again_leaves_it_as_it_is()
    {
        await InsertAsync(Entry(1));

        await using var other = OpenNode();
        await TableOf(other).InitializeMembershipTableAsync(tryInitTableVersion: true, Cancel);

        await ShouldHoldAsync(version: 1, 1);
    }

    [Fact]
    public async Task A_table_that_was_not_made_is_read_as_empty_and_takes_no_silo()
    {
        var table = TableOf(Store, "another");
        await table.InitializeMembershipTableAsync(tryInitTableVersion: false, Cancel);
        var read = await table.ReadAllAsync(Cancel);

        (await table.InsertRowAsync(Entry(1), read.Version.Next(), Cancel)).ShouldBeFalse();

        read.Members.ShouldBeEmpty();
        (await table.ReadAllAsync(Cancel)).Members.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_row_is_read_with_its_etag_and_the_version_of_the_table()
    {
        await InsertAsync(Entry(1), Entry(2), Entry(3));

        var read = await Table.ReadRowAsync(Silo(2), Cancel);

        var (entry, etag) = read.Members.ShouldHaveSingleItem();
        entry.ShouldBeTheEntry(Entry(2));
        etag.ShouldBe("2");
        read.Version.ShouldBe(new TableVersion(3, "3"));
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_read_as_none_with_the_version_of_the_table()
    {
        await InsertAsync(Entry(1));

        var read = await Table.ReadRowAsync(Silo(2), Cancel);

        read.Members.ShouldBeEmpty();
        read.Version.ShouldBe(new TableVersion(1, "1"));
    }

    [Fact]
    public async Task Every_field_comes_back_as_it_was_inserted_and_as_it_was_updated()
    {
        var full = Full(1, SiloStatus.Joining);
        await InsertAsync(full);
        (await FindAsync(1)).Entry.ShouldBeTheEntry(full);

        var other = Full(2, SiloStatus.ShuttingDown);
        other.SiloAddress = full.SiloAddress;
        (await Table.UpdateRowAsync(other, "1", await NextAsync(), Cancel)).ShouldBeTrue();

        (await FindAsync(1)).Entry.ShouldBeTheEntry(other);
        (await Table.ReadRowAsync(Silo(1), Cancel)).Members.ShouldHaveSingleItem().Item1.ShouldBeTheEntry(other);
    }

    [Theory]
    [InlineData(SiloStatus.None)]
    [InlineData(SiloStatus.Created)]
    [InlineData(SiloStatus.Joining)]
    [InlineData(SiloStatus.Active)]
    [InlineData(SiloStatus.ShuttingDown)]
    [InlineData(SiloStatus.Stopping)]
    [InlineData(SiloStatus.Dead)]
    public async Task Every_status_comes_back(SiloStatus status)
    {
        await InsertAsync(Entry(1, status));

        (await FindAsync(1)).Entry.Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_silo_that_came_back_at_its_address_is_another_one()
    {
        await InsertAsync(Entry(Silo(1, generation: 1), SiloStatus.Dead), Entry(Silo(1, generation: 2)));

        var table = await ReadAsync();

        table.Members.Count.ShouldBe(2);
        table.TryGet(Silo(1, generation: 1)).ShouldNotBeNull().Item1.Status.ShouldBe(SiloStatus.Dead);
        table.TryGet(Silo(1, generation: 2)).ShouldNotBeNull().Item1.Status.ShouldBe(SiloStatus.Active);
        table.TryGet(Silo(1, generation: 3)).ShouldBeNull();
    }

    [Theory]
    [InlineData("::1")]
    [InlineData("2001:db8::5")]
    [InlineData("fe80::1%3")]
    public async Task A_silo_may_have_an_address_of_the_newer_kind(string address)
    {
        var silo = SiloAddress.New(IPAddress.Parse(address), 11111, 1);
        await InsertAsync(Entry(silo));
        var later = Entry(silo);
        later.IAmAliveTime = Noon.AddMinutes(1);
        await Table.UpdateIAmAliveAsync(later, Cancel);

        (await Table.ReadRowAsync(silo, Cancel)).Members.ShouldHaveSingleItem().Item1.ShouldBeTheEntry(later);
    }

    [Fact]
    public async Task A_table_of_many_silos_is_read_as_a_whole()
    {
        foreach (var number in Enumerable.Range(1, 150))
            await InsertAsync(Entry(number, number % 3 == 0 ? SiloStatus.Dead : SiloStatus.Active));

        await ShouldHoldAsync(version: 150, [.. Enumerable.Range(1, 150)]);
        var table = await ReadAsync();
        table.Members.Count(row => row.Item1.Status == SiloStatus.Dead).ShouldBe(50);
        table.Members.Select(row => row.Item2).Distinct().Count().ShouldBe(150);
    }

    /// <summary>Every field has a value that nothing else has.</summary>
    private static MembershipEntry Full(int number, SiloStatus status) => new()
    {
        SiloAddress = Silo(number),
        Status = status,
        SuspectTimes = [Tuple.Create(Silo(8), Noon.AddTicks(number)), Tuple.Create(Silo(9, generation: 7), Noon.AddMinutes(number))],
        ProxyPort = 30000 + number,
        HostName = $"host-{number}.example \"é\"",
        SiloName = $"silo {number}",
        RoleName = $"role {number}",
        UpdateZone = 10 + number,
        FaultZone = 20 + number,
        StartTime = Noon.AddTicks(1234567 + number),
        IAmAliveTime = Noon.AddTicks(7654321 + number),
    };
}
