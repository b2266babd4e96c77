using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Adoption;

/// <summary>
/// A change of one document. <paramref name="Before"/> and <paramref name="After"/> hold the fields that differ; a
/// field that only one of them has is missing in the other. Null means that there is no document.
/// </summary>
internal sealed record Change(string Collection, BsonValue Id, BsonDocument? Before, BsonDocument? After)
{
    public Change Reversed => this with { Before = After, After = Before };

    public BsonDocument ToDocument() => new()
    {
        { "collection", Collection },
        { "id", Id },
        { "before", (BsonValue?)Before ?? BsonNull.Value },
        { "after", (BsonValue?)After ?? BsonNull.Value },
    };

    public static Change Of(BsonDocument document) =>
        new(document["collection"].AsString, document["id"], document.DocumentOf("before"), document.DocumentOf("after"));
}
