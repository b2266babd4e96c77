using System.Globalization;

namespace Batchline.IntegrationTests.MongoServers;

/// <summary>What a stand-in is from its start. See <c>test/mongo-wire/README.md</c>.</summary>
internal sealed record StandInSwitches
{
    /// <summary>It says it is the primary of this replica set; null: it says it is a router.</summary>
    public string? ReplicaSet { get; init; }

    /// <summary>False: it refuses retryable writes, as DocumentDB and Cosmos DB do.</summary>
    public bool RetryWrites { get; init; } = true;

    /// <summary>Before each command.</summary>
    public TimeSpan Latency { get; init; }

    public IEnumerable<string> Arguments =>
    [
        .. ReplicaSet is { } name ? ["--replica-set", name] : Array.Empty<string>(),
        .. RetryWrites ? Array.Empty<string>() : ["--no-retry-writes"],
        .. Latency > TimeSpan.Zero ? ["--latency", Latency.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
    ];
}
