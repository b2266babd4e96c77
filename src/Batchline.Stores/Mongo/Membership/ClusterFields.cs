using Batchline.Stores.Membership;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Membership;

/// <summary>How a cluster is written and read.</summary>
internal static class ClusterFields
{
    private const string Alive = "alive";

    public static BsonDocument New(string cluster, string members) => new()
    {
        { "_id", cluster },
        { "version", 0L },
        { "members", members },
        { Alive, new BsonDocument() },
    };

    public static BsonDocument Replace(long version, string members, IReadOnlyList<string> gone)
    {
        var update = new BsonDocument("$set", new BsonDocument { { "version", version + 1 }, { "members", members } });

        // The server refuses an operator without fields.
        if (gone.Count > 0)
            update.Add("$unset", new BsonDocument(gone.Select(member => new BsonElement(Path(member), ""))));
        return update;
    }

    public static BsonDocument SetAlive(string member, DateTimeOffset at) => new("$set", new BsonDocument(Path(member), Bson.Time(at)));

    public static ClusterDocument Read(BsonDocument document) => new()
    {
        Version = document["version"].ToInt64(),
        Members = document["members"].AsString,
        StoreNow = document.TimeOf(Bson.StoreNow) ?? throw new InvalidOperationException("The store's time is missing."),
        Alive = (document.DocumentOf(Alive) ?? []).ToDictionary(
            field => MemberOf(field.Name), field => DateTimeOffset.FromUnixTimeMilliseconds(field.Value.AsBsonDateTime.MillisecondsSinceEpoch)),
    };

    /// <summary>A dot within the name of a field would be read as a path, and a dollar at its beginning as an operator.</summary>
    private static string Path(string member) => $"{Alive}.{member
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace(".", "%2E", StringComparison.Ordinal)
        .Replace("$", "%24", StringComparison.Ordinal)}";

    private static string MemberOf(string field) => Uri.UnescapeDataString(field);
}
