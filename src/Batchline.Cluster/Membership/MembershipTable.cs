using Batchline.Cluster.Members;
using Batchline.Engine.Failures;
using Batchline.Stores.Membership;

namespace Batchline.Cluster.Membership;

/// <summary>
/// Orleans' list of silos, in the database that holds the leases. A change is decided on a table that was read, and succeeds only if the
/// table's version is still the same; the entry's etag is then the same, too, or the change was decided on something older. Any call may
/// throw <see cref="StoreUnavailableException"/>; Orleans tries again.
/// </summary>
public sealed class MembershipTable(IMembershipStore store, ThisMember member) : IMembershipTable
{
    private string Cluster => member.ClusterId;

    public async Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken)
    {
        if (tryInitTableVersion)
            await store.CreateAsync(Cluster, StoredTable.NoSilos, cancellationToken);
    }

    public async Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken)
    {
        var table = await ReadAsync(cancellationToken);
        return new MembershipTableData([.. table.Silos.Select(table.ToRow)], table.ToVersion());
    }

    public async Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken)
    {
        var table = await ReadAsync(cancellationToken);
        return table.Find(key) is { } silo
            ? new MembershipTableData(table.ToRow(silo), table.ToVersion())
            : new MembershipTableData(table.ToVersion());
    }

    public async Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken)
    {
        var table = await ReadAsync(cancellationToken);
        return table.IsAt(tableVersion)
            && table.Find(entry.SiloAddress) is null
            && await ReplaceAsync(table, [.. table.Silos, StoredSilo.Of(entry, table.Version + 1) with { Program = StoredProgram.Of(member) }], cancellationToken);
    }

    public async Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken)
    {
        var table = await ReadAsync(cancellationToken);
        if (!table.IsAt(tableVersion) || table.Find(entry.SiloAddress) is not { } before || StoredSilo.EtagOf(before.Version) != etag)
            return false;
        var after = StoredSilo.Of(entry, table.Version + 1) with { Program = before.Program };
        return await ReplaceAsync(table, [.. table.Silos.Select(silo => silo == before ? after : silo)], cancellationToken);
    }

    public Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken) =>
        store.SetAliveAsync(Cluster, StoredSilo.KeyOf(entry.SiloAddress), new DateTimeOffset(entry.IAmAliveTime), cancellationToken);

    public async Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken)
    {
        while (true)
        {
            var table = await ReadAsync(cancellationToken);
            var kept = table.Silos.Where(silo => !IsDefunct(table.EntryOf(silo), beforeDate.UtcDateTime)).ToList();

            // Whoever was faster has changed the table, so this ends once the others pause.
            if (kept.Count == table.Silos.Count || await ReplaceAsync(table, kept, cancellationToken))
                return;
        }
    }

    public Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken) =>
        store.DeleteAsync(clusterId, cancellationToken);

    Task IMembershipTable.InitializeMembershipTable(bool tryInitTableVersion) =>
        InitializeMembershipTableAsync(tryInitTableVersion, CancellationToken.None);

    Task<MembershipTableData> IMembershipTable.ReadAll() => ReadAllAsync(CancellationToken.None);

    Task<MembershipTableData> IMembershipTable.ReadRow(SiloAddress key) => ReadRowAsync(key, CancellationToken.None);

    Task<bool> IMembershipTable.InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        InsertRowAsync(entry, tableVersion, CancellationToken.None);

    Task<bool> IMembershipTable.UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        UpdateRowAsync(entry, etag, tableVersion, CancellationToken.None);

    Task IMembershipTable.UpdateIAmAlive(MembershipEntry entry) => UpdateIAmAliveAsync(entry, CancellationToken.None);

    Task IMembershipTable.CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => CleanupDefunctSiloEntriesAsync(beforeDate, CancellationToken.None);

    Task IMembershipTable.DeleteMembershipTableEntries(string clusterId) => DeleteMembershipTableEntriesAsync(clusterId, CancellationToken.None);

    /// <summary>Nothing has been heard of it since: it did not start, was not alive, and no silo voted that it is dead.</summary>
    private static bool IsDefunct(MembershipEntry entry, DateTime before) =>
        entry.Status == SiloStatus.Dead
        && entry.StartTime < before
        && entry.IAmAliveTime < before
        && entry.SuspectTimes?.Exists(vote => vote.Item2 >= before) is not true;

    private async Task<StoredTable> ReadAsync(CancellationToken cancellationToken) =>
        StoredTable.Of(await store.ReadAsync(Cluster, cancellationToken));

    /// <summary>The times of silos that are not in the table go with the change, also those that a silo wrote after it had been removed.</summary>
    private Task<bool> ReplaceAsync(StoredTable table, IReadOnlyList<StoredSilo> silos, CancellationToken cancellationToken) =>
        store.ReplaceAsync(
            Cluster, table.Version, StoredTable.Write(silos), [.. table.Alive.Keys.Except(silos.Select(silo => silo.Address))], cancellationToken);
}
