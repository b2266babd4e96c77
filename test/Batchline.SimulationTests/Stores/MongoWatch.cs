using Batchline.Stores.Mongo.Accounts;
using Batchline.Stores.Mongo.Batches;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Heads;
using Batchline.Stores.Mongo.Operations;
using Batchline.Stores.Mongo.Records;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.SimulationTests.Stores;

/// <summary>Reads the collections that commands went to, with the store's own readers of documents.</summary>
internal sealed class MongoWatch(IMongoDatabase database, Mirror mirror)
{
    private static readonly Dictionary<string, Func<BsonDocument, object>> Readers = new()
    {
        [Collections.Accounts] = AccountDocuments.Read,
        [Collections.Operations] = OperationDocuments.Read,
        [Collections.States] = StateDocuments.Read,
        [Collections.Batches] = BatchDocuments.Read,
        [Collections.Jobs] = JobDocuments.Read,
        [Collections.Heads] = HeadDocuments.Read,
    };

    private readonly HashSet<string> _touched = [.. Readers.Keys];
    private readonly Dictionary<string, Dictionary<BsonValue, BsonDocument>> _known = Readers.Keys.ToDictionary(name => name, _ => new Dictionary<BsonValue, BsonDocument>());

    /// <summary>A command went there, and may have changed something.</summary>
    public void Touch(string collection)
    {
        if (Readers.ContainsKey(collection))
            _touched.Add(collection);
    }

    public void Look()
    {
        if (_touched.Count == 0)
            return;
        mirror.Put([.. _touched.SelectMany(Changes)]);
        _touched.Clear();
    }

    private List<(string Table, object Row, object? Value)> Changes(string collection)
    {
        var (known, read) = (_known[collection], Readers[collection]);
        var found = database.GetCollection<BsonDocument>(collection).Find(new BsonDocument()).ToList();
        var changes = new List<(string, object, object?)>();
        foreach (var document in found)
        {
            if (known.TryGetValue(document["_id"], out var before) && before.Equals(document))
                continue;
            known[document["_id"]] = document;
            changes.Add((collection, document["_id"], read(document)));
        }
        foreach (var gone in known.Count == found.Count ? [] : known.Keys.Except(found.Select(document => document["_id"])).ToList())
        {
            known.Remove(gone);
            changes.Add((collection, gone, null));
        }
        return changes;
    }
}
