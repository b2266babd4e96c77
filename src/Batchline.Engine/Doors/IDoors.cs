namespace Batchline.Engine.Doors;

/// <summary>The processes of a cluster. Each has a door, by which the leader hands accounts to it.</summary>
public interface IDoors
{
    /// <summary>Those of the processes that are alive as far as this one knows, its own included.</summary>
    IReadOnlyList<string> Living { get; }

    /// <summary>Calls a door. Nothing depends on the call: it may be lost, late, or carried out twice, and whoever it fails for tries again.</summary>
    Task<DoorAnswer> HandAsync(string door, Handover handover, CancellationToken cancellationToken);
}
