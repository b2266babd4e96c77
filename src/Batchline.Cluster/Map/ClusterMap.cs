using Batchline.Cluster.Doors;
using Batchline.Cluster.Members;
using Batchline.Cluster.Membership;
using Batchline.Engine.Doors;
using Batchline.Stores.Membership;

namespace Batchline.Cluster.Map;

/// <summary>Reads the cluster for people: who belongs to it from the database, and what each does from itself.</summary>
internal sealed class ClusterMap(ISiloStatusOracle silos, SiloDoors doors, IMembershipStore store, ThisMember member, TimeProvider clock) : IProcessMap
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public string? OutBecause => silos.CurrentStatus switch
    {
        SiloStatus.Active => null,
        SiloStatus.ShuttingDown or SiloStatus.Stopping => "This process is leaving its cluster.",
        SiloStatus.Dead => "The other processes of the cluster took this one for dead.",
        _ => "This process has not joined its cluster yet.",
    };

    public async Task<IReadOnlyList<ProcessFacts>> ReadAsync(CancellationToken cancellationToken)
    {
        var table = StoredTable.Of(await store.ReadAsync(member.ClusterId, cancellationToken));
        var living = table.Silos.Where(silo => silo.Status != SiloStatus.Dead).OrderBy(silo => silo.Address, StringComparer.Ordinal);
        return await Task.WhenAll(living.Select(silo => FactsAsync(silo, cancellationToken)));
    }

    private async Task<ProcessFacts> FactsAsync(StoredSilo silo, CancellationToken cancellationToken)
    {
        var look = silo.Status == SiloStatus.Active ? await LookAsync(silo.Address, cancellationToken) : null;
        return new ProcessFacts(
            silo.Address,
            SiloAddress.FromParsableString(silo.Address).Endpoint.ToString(),
            silo.Program?.Version,
            StatusOf(silo.Status, look),
            look?.AtWork,
            look?.Moved,
            look?.Leads ?? false,
            new DateTimeOffset(DateTime.SpecifyKind(silo.StartTime, DateTimeKind.Utc)));
    }

    private static string StatusOf(SiloStatus status, DoorLook? look) => status switch
    {
        SiloStatus.Active => look switch { null => "silent", { IsOpen: true } => "active", _ => "closed" },
        SiloStatus.ShuttingDown or SiloStatus.Stopping => "stopping",
        _ => "joining",
    };

    /// <returns>Null: it does not answer.</returns>
    private async Task<DoorLook?> LookAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            return await doors.LookAsync(address).WaitAsync(Patience, clock, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            return null;
        }
    }
}
