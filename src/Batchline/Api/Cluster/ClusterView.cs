namespace Batchline.Api.Cluster;

internal sealed record ClusterView
{
    /// <summary><c>cluster</c>, or as <c>Hosting:Mode</c> is.</summary>
    public required string Mode { get; init; }

    /// <summary>The id of the process that leads; null while none does, or while it does not answer.</summary>
    public required string? Leader { get; init; }

    /// <summary>How many accounts are due and held by no process.</summary>
    public required long Due { get; init; }

    /// <summary>Outside a cluster only the process that answers.</summary>
    public required IReadOnlyList<SiloView> Silos { get; init; }
}
