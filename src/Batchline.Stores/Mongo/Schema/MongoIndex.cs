using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Schema;

/// <summary>One index.</summary>
/// <param name="Fields">Names in order; one that begins with a minus goes downwards.</param>
/// <param name="Where">Which documents it holds; null: all.</param>
/// <param name="Name">Null: the name MongoDB would give it, so that one which is there already is recognised.</param>
/// <param name="IsOverOurs">It holds account states of ours alone: those that are there twice are mended at the start.</param>
internal sealed record MongoIndex(
    string Collection, string Fields, bool Unique = false, BsonDocument? Where = null, string? Name = null, bool IsOverOurs = false)
{
    public BsonDocument Keys { get; } = new(Fields.Split(' ').Select(field =>
        field.StartsWith('-') ? new BsonElement(field[1..], -1) : new BsonElement(field, 1)));

    public string NameOrDefault => Name ?? string.Join('_', Keys.Select(key => $"{key.Name}_{key.Value}"));

    /// <summary>What is there under any name does the same work.</summary>
    public bool IsDoneBy(BsonDocument existing) =>
        existing["key"].AsBsonDocument.Equals(KeysAs(existing["key"].AsBsonDocument))
        && (!Unique || existing.FlagOf("unique"))
        && Equals(existing.DocumentOf("partialFilterExpression"), Where)
        && !existing.Contains("collation");

    // Shells write the directions as doubles.
    private BsonDocument KeysAs(BsonDocument existing) => existing.Names.SequenceEqual(Keys.Names)
        && existing.Zip(Keys).All(pair => pair.First.Value.IsNumeric && pair.First.Value.ToInt32() == pair.Second.Value.ToInt32())
            ? existing
            : Keys;
}
