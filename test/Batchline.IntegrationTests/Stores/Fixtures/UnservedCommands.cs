using System.Collections.Concurrent;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver.Core.Configuration;
using MongoDB.Driver.Core.Events;

namespace Batchline.IntegrationTests.Stores.Fixtures;

/// <summary>
/// Hears what the store sends and keeps what would read a whole collection, or sort one, on a server that has the store's
/// indexes. The stand-in cannot explain its plans, so this asks whether some index begins as the query does.
/// </summary>
internal sealed class UnservedCommands
{
    /// <summary>Rare enough, or on so few documents, that an index would cost more than it saves.</summary>
    private static readonly (string Collection, string Shape, string Because)[] Harmless =
    [
        (Collections.Heads, "leader released", "once when another process takes the lead"),
        (Collections.Batches, "operationId accountId status batchNumber", "asked when all open batches of the account wait for their retry, which are few"),
    ];

    private readonly ConcurrentDictionary<string, bool> _found = [];

    public IEnumerable<string> Found => _found.Keys;

    public void Watch(ClusterBuilder cluster) => cluster.Subscribe<CommandStartedEvent>(Started);

    private void Started(CommandStartedEvent sent)
    {
        var command = sent.Command;
        var query = sent.CommandName switch
        {
            "find" => Of("filter", command.GetValue("sort", new BsonDocument())),
            "count" or "distinct" => Of("query", new BsonDocument()),
            "findAndModify" => Of("query", command.GetValue("sort", new BsonDocument())),
            "update" => Each("updates"),
            "delete" => Each("deletes"),
            "aggregate" => Stages(command["pipeline"].AsBsonArray),
            _ => null,
        };
        if (query is not var (filter, sort))
            return;
        var collection = command[0].ToString() ?? "";
        var shape = string.Join(' ', filter.Names.Where(name => !name.StartsWith('$')));
        if (!IndexUse.IsServed(collection, filter, sort) && !Harmless.Any(known => known.Collection == collection && shape.StartsWith(known.Shape, StringComparison.Ordinal)))
            _found[$"{sent.CommandName} {collection} {filter} sorted by {sort}"] = true;

        (BsonDocument, BsonDocument)? Of(string name, BsonValue order) =>
            (command.GetValue(name, new BsonDocument()).AsBsonDocument, order.AsBsonDocument);

        (BsonDocument, BsonDocument)? Each(string name) => (command[name].AsBsonArray[0]["q"].AsBsonDocument, []);
    }

    private static (BsonDocument Filter, BsonDocument Sort)? Stages(BsonArray pipeline)
    {
        var match = pipeline.Count > 0 && pipeline[0].AsBsonDocument.TryGetValue("$match", out var first) ? first.AsBsonDocument : null;
        var rest = pipeline.Skip(match is null ? 0 : 1).FirstOrDefault()?.AsBsonDocument;
        return (match ?? [], rest is not null && rest.TryGetValue("$sort", out var sort) ? sort.AsBsonDocument : []);
    }
}
