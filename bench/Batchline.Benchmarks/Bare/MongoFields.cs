using MongoDB.Bson;

namespace Batchline.Benchmarks.Bare;

/// <summary>A record as a plain <c>$set</c> takes it: fields whose names it would refuse, or take for paths, are left out.</summary>
internal static class MongoFields
{
    public static BsonDocument Of(string json) => new(BsonDocument.Parse(json).Where(field =>
        field.Name.Length > 0 && field.Name[0] != '$' && !field.Name.Contains('.', StringComparison.Ordinal)));
}
