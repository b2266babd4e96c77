using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Schema;

/// <summary>One index.</summary>
/// <param name="Fields">Names in order; a minus before a name means descending.</param>
/// <param name="Where">Which documents it covers; null for all.</param>
/// <param name="Name">If null, the name that MongoDB would give it, so that an existing one is recognized.</param>
/// <param name="IsOverOurs">It covers only account states of ours, whose duplicates are removed at the start.</param>
internal sealed record MongoIndex(
    string Collection, string Fields, bool Unique = false, BsonDocument? Where = null, string? Name = null, bool IsOverOurs = false)
{
    public BsonDocument Keys { get; } = new(Fields.Split(' ').Select(field =>
        field.StartsWith('-') ? new BsonElement(field[1..], -1) : new BsonElement(field, 1)));

    public string NameOrDefault => Name ?? string.Join('_', Keys.Select(key => $"{key.Name}_{key.Value}"));

    /// <summary>Whether an existing index, under any name, does the same work.</summary>
    public bool IsDoneBy(BsonDocument existing) =>
        existing["key"].AsBsonDocument.Equals(KeysAs(existing["key"].AsBsonDocument))
        && (!Unique || existing.FlagOf("unique"))
        && Equals(existing.DocumentOf("partialFilterExpression"), Where)
        && !existing.Contains("collation");

    // Shells write directions as doubles.
    private BsonDocument KeysAs(BsonDocument existing) => existing.Names.SequenceEqual(Keys.Names)
        && existing.Zip(Keys).All(pair => pair.First.Value.IsNumeric && pair.First.Value.ToInt32() == pair.Second.Value.ToInt32())
            ? existing
            : Keys;
}
