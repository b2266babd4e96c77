namespace Batchline.Stores.Membership;

/// <summary>A cluster as it is stored, read in one moment.</summary>
public sealed record ClusterDocument
{
    /// <summary>How often the members were replaced.</summary>
    public required long Version { get; init; }

    /// <summary>As the last replacement gave them.</summary>
    public required string Members { get; init; }

    /// <summary>The time of the database when it was read.</summary>
    public required DateTimeOffset StoreNow { get; init; }

    /// <summary>When each was last alive, by its name. Who has not said so yet is missing, and names may remain of those that are gone.</summary>
    public required IReadOnlyDictionary<string, DateTimeOffset> Alive { get; init; }
}
