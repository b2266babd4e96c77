using Batchline.Stores.Reading;
using MongoDB.Driver;
using MongoDB.Driver.Core.Configuration;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>Where the MongoDB store keeps its data.</summary>
public sealed class MongoStoreOptions
{
    /// <summary>A MongoDB URI. It may hold a password: it appears in no message.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Null: the database the URI names, else <c>batchline</c>.</summary>
    public string? Database { get; init; }

    /// <summary>The most connections, each given up after a minute without use; null, or where the URI says otherwise: the driver's defaults.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>How much people may read at once; 16 lists where that says nothing.</summary>
    public ReaderLimits Readers { get; init; } = new();

    /// <summary>Hears of every command; null: nobody does.</summary>
    internal Action<ClusterBuilder>? Watch { get; init; }

    /// <summary>What is wrong with a URI, without showing it; null: nothing.</summary>
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
