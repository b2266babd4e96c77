using Orleans.Services;

namespace Batchline.Cluster.Doors;

/// <summary>
/// The calls between the processes of a cluster. Two neighboring versions of the program must understand each other: what is here
/// stays as it is, and what is new is a method or a field more.
/// </summary>
[Alias("batchline.door")]
internal interface IDoorService : IGrainService
{
    [Alias("open")]
    Task<DoorReply> OpenAsync(string[] accounts, int giveAway);

    [Alias("look")]
    Task<DoorLook> LookAsync();
}
