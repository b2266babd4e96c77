namespace Batchline.Cluster.Doors;

/// <summary>What people may want to know of a process.</summary>
[GenerateSerializer, Alias("batchline.look")]
internal sealed class DoorLook
{
    [Id(0)]
    public int AtWork { get; init; }

    [Id(1)]
    public bool IsOpen { get; init; }

    [Id(2)]
    public bool Leads { get; init; }

    /// <summary>How many accounts it left to others since it started.</summary>
    [Id(3)]
    public long Moved { get; init; }
}
