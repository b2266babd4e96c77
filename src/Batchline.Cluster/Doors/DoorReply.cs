namespace Batchline.Cluster.Doors;

/// <summary>A <see cref="Engine.Doors.DoorAnswer"/> on its way.</summary>
[GenerateSerializer, Alias("batchline.reply")]
internal sealed class DoorReply
{
    [Id(0)]
    public int Taken { get; init; }

    [Id(1)]
    public int AtWork { get; init; }

    [Id(2)]
    public bool IsOpen { get; init; }
}
