using Batchline.Engine.Doors;
using Orleans.Runtime.Services;

namespace Batchline.Cluster.Doors;

/// <summary>The doors of the silos that Orleans takes for alive. A call to one that is not is lost; the leader does not wait for it.</summary>
internal sealed class SiloDoors(ISiloStatusOracle silos, IServiceProvider services) : GrainServiceClient<IDoorService>(services), IDoors
{
    public IReadOnlyList<string> Living => [.. silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Select(silo => silo.ToParsableString())];

    public async Task<DoorAnswer> HandAsync(string door, Handover handover, CancellationToken cancellationToken)
    {
        var reply = await Of(door).OpenAsync([.. handover.Accounts.Select(account => account.Value)], handover.GiveAway);
        return new DoorAnswer(reply.Taken, reply.AtWork, reply.IsOpen);
    }

    public Task<DoorLook> LookAsync(string door) => Of(door).LookAsync();

    private IDoorService Of(string door) => GetGrainService(SiloAddress.FromParsableString(door));
}
