using Batchline.Stores.Reading;
using MongoDB.Driver;
using MongoDB.Driver.Core.Configuration;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>Where the MongoDB store keeps its data.</summary>
public sealed class MongoStoreOptions
{
    /// <summary>A MongoDB URI. It may contain a password, so no message shows it.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>If null, the database that the URI names, or else <c>batchline</c>.</summary>
    public string? Database { get; init; }

    /// <summary>The most connections, each closed after a minute without use. If null, or if the URI says otherwise, the driver's defaults apply.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>How much people may read at once. By default, 16 lists.</summary>
    public ReaderLimits Readers { get; init; } = new();

    /// <summary>Observes every command; may be null.</summary>
    internal Action<ClusterBuilder>? Watch { get; init; }

    /// <summary>The first host of a URI without fault.</summary>
    public static string HostOf(string connectionString) => new MongoUrl(connectionString).Server.Host;

    /// <summary>What is wrong with a URI, without showing it; null if nothing is.</summary>
    public static string? FaultOf(string? connectionString)
    {
        if (connectionString is null)
            return "is required with Mongo: set it, or MONGODB_URI, to mongodb://host:27017/database";
        try
        {
            _ = new MongoUrl(connectionString);
            return null;
        }
        catch (Exception e) when (e is MongoConfigurationException or FormatException or ArgumentException)
        {
            return "is not a MongoDB URI such as mongodb://host:27017/database";
        }
    }
}
