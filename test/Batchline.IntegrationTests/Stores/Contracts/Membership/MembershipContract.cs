using System.Net;
using Batchline.Cluster.Members;
using Batchline.Cluster.Membership;
using Batchline.IntegrationTests.Stores.Fixtures;
using Orleans;
using Orleans.Runtime;

namespace Batchline.IntegrationTests.Stores.Contracts.Membership;

/// <summary>What Orleans asks of its list of silos, on every store.</summary>
public abstract class MembershipContract<TFixture> : StoreContract<TFixture>, IAsyncLifetime
    where TFixture : IStoreFixture, new()
{
    protected const string Ours = "ours";
    protected static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    protected MembershipContract() => Table = TableOf(Store);

    /// <summary>That of the cluster <see cref="Ours"/>, without a silo when a test begins.</summary>
    protected MembershipTable Table { get; }

    public async ValueTask InitializeAsync() => await Table.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancel);

    /// <summary>The table as another process sees it.</summary>
    protected static MembershipTable TableOf(StoreNode node, string cluster = Ours) =>
        new(node.Membership, new ThisMember { ClusterId = cluster, Address = new IPEndPoint(IPAddress.Loopback, 1), Version = "1", End = _ => { } });

    protected static SiloAddress Silo(int number, int generation = 1) =>
        SiloAddress.New(IPAddress.Parse($"10.0.{number / 200}.{number % 200}"), 11111, generation);

    protected static MembershipEntry Entry(int number, SiloStatus status = SiloStatus.Active) => Entry(Silo(number), status);

    protected static MembershipEntry Entry(SiloAddress address, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = address,
        Status = status,
        HostName = "host",
        SiloName = $"silo {address}",
        StartTime = Noon,
        IAmAliveTime = Noon,
    };

    /// <summary>Adds silos one after another.</summary>
    protected async Task InsertAsync(params MembershipEntry[] entries)
    {
        foreach (var entry in entries)
            (await Table.InsertRowAsync(entry, await NextAsync(), Cancel)).ShouldBeTrue();
    }

    /// <summary>The version that a change decided now would make.</summary>
    protected async Task<TableVersion> NextAsync() => (await ReadAsync()).Version.Next();

    protected Task<MembershipTableData> ReadAsync() => Table.ReadAllAsync(Cancel);

    /// <summary>One silo's entry and its etag.</summary>
    protected async Task<(MembershipEntry Entry, string Etag)> FindAsync(int number) => RowOf(await ReadAsync(), number);

    protected static (MembershipEntry Entry, string Etag) RowOf(MembershipTableData table, int number)
    {
        var (entry, etag) = table.TryGet(Silo(number)).ShouldNotBeNull();
        return (entry, etag);
    }

    protected async Task ShouldHoldAsync(int version, params int[] silos)
    {
        var table = await ReadAsync();
        table.Version.Version.ShouldBe(version);
        table.Members.Select(row => row.Item1.SiloAddress).ShouldBe(silos.Select(silo => Silo(silo)), ignoreOrder: true);
    }

    /// <summary>Reads and tries as Orleans does, until a change succeeds.</summary>
    protected static async Task UntilItSucceedsAsync(MembershipTable table, Func<MembershipTableData, Task<bool>> change)
    {
        while (!await change(await table.ReadAllAsync(Cancel)))
            Cancel.ThrowIfCancellationRequested();
    }
}
