using Batchline.Cluster.Members;
using Batchline.Cluster.Membership;
using Batchline.Stores.Membership;
using Microsoft.Extensions.Hosting;

namespace Batchline.Cluster.Silos;

/// <summary>Before this process joins: does it go together with those that are in the cluster?</summary>
internal sealed class Admission(IMembershipStore store, ThisMember member, TimeProvider clock) : IHostedService
{
    /// <summary>A process whose last sign of life is too old is taken for dead, by the clock of whoever looks.</summary>
    private static readonly TimeSpan MostApart = TimeSpan.FromSeconds(5);

    /// <summary>Without a sign of life for so long, it is gone, though nobody declared it dead.</summary>
    private static readonly TimeSpan LongGone = TimeSpan.FromMinutes(1);

    /// <exception cref="InvalidDataException">It does not. The message says why, and what to do.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.CreateAsync(member.ClusterId, StoredTable.NoSilos, cancellationToken);
        if (await store.ReadAsync(member.ClusterId, cancellationToken) is not { } document)
            return;
        var apart = (document.StoreNow - clock.GetUtcNow()).Duration();
        if (apart > MostApart)
        {
            throw new InvalidDataException(
                $"The clocks of this machine and of the database are {apart.TotalSeconds:0} seconds apart. The processes of a cluster tell by their clocks who is alive:"
                + " let all machines set them by NTP.");
        }

        var table = StoredTable.Of(document);
        foreach (var silo in table.Silos.Where(silo => silo.Status is SiloStatus.Created or SiloStatus.Joining or SiloStatus.Active && document.StoreNow - table.AliveAt(silo) < LongGone))
        {
            if (silo.Program is { } other && FaultOf(other) is { } fault)
                throw new InvalidDataException($"This process cannot join the cluster '{member.ClusterId}': the one at {silo.Address} {fault}");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string? FaultOf(StoredProgram other) => other switch
    {
        _ when Math.Abs(other.Protocol - ThisMember.Protocol) > 1 =>
            $"runs version {other.Version}, which this version, {member.Version}, cannot work with. Update by way of a version in between, or stop all processes first.",
        _ when other.Authority != member.Certificate?.AuthorityThumbprint =>
            $"{(other.Authority is null ? "speaks without TLS" : "has a certificate of another authority")}. Give all processes certificates of one Cluster:Authority, or this one another Cluster:Id.",
        _ => null,
    };
}
