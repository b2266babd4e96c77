using Batchline.Engine.Doors;
using Batchline.Engine.Drivers;
using Microsoft.Extensions.Logging;

namespace Batchline.Cluster.Doors;

/// <summary>Carries calls from other processes to the door of this one.</summary>
internal sealed class DoorService(GrainId id, Silo silo, ILoggerFactory logs, Door door, DueLooks looks) : GrainService(id, silo, logs), IDoorService
{
    public async Task<DoorReply> OpenAsync(string[] accounts, int giveAway)
    {
        var handover = new Handover([.. accounts.Select(account => new AccountId(account))], giveAway);
        Task<DoorAnswer> opening;

        // What begins in a turn of Orleans goes on in turns, on one thread for all accounts and calls of this process.
        using (ExecutionContext.SuppressFlow())
            opening = Task.Run(() => door.Open(handover));
        var answer = await opening;
        return new DoorReply { Taken = answer.Taken, AtWork = answer.AtWork, IsOpen = answer.IsOpen };
    }

    public Task<DoorLook> LookAsync() =>
        Task.FromResult(new DoorLook { AtWork = door.AtWork, IsOpen = door.IsOpen, Leads = looks.IsRunning, Moved = door.Moved });
}
