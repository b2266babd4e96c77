using Batchline.Engine.Doors;
using Batchline.Engine.Leadership;
using Microsoft.Extensions.Logging;

namespace Batchline.Cluster.Doors;

/// <summary>Carries calls from other processes to the door of this one.</summary>
internal sealed class DoorService(GrainId id, Silo silo, ILoggerFactory logs, Door door, ILeaderWork work) : GrainService(id, silo, logs), IDoorService
{
    public Task<DoorReply> OpenAsync(string[] accounts, int giveAway)
    {
        var answer = door.Open(new Handover([.. accounts.Select(account => new AccountId(account))], giveAway));
        return Task.FromResult(new DoorReply { Taken = answer.Taken, AtWork = answer.AtWork, IsOpen = answer.IsOpen });
    }

    public Task<DoorLook> LookAsync() =>
        Task.FromResult(new DoorLook { AtWork = door.AtWork, IsOpen = door.IsOpen, Leads = work.IsRunning, Moved = door.Moved });
}
