namespace Batchline.Stores.Mongo;

/// <summary>Where the MongoDB store keeps its data.</summary>
public sealed class MongoStoreOptions
{
    /// <summary>A MongoDB URI. It may hold a password: it appears in no message.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Null: the database the URI names, else <c>batchline</c>.</summary>
    public string? Database { get; init; }
}
