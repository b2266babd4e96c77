using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Adoption;

/// <summary>Makes changes, each only if the document still is as the change expects.</summary>
internal sealed class ChangeWriter(Database database)
{
    /// <summary>False if the document has changed meanwhile, or a unique index refuses. Then nothing was changed.</summary>
    public Task<bool> WriteAsync(Change change, CancellationToken cancellationToken) =>
        database.RunAsync(change.Collection, async documents =>
        {
            try
            {
                return change switch
                {
                    { Before: null, After: { } made } => await InsertAsync(documents, made, cancellationToken),
                    { Before: { } gone, After: null } => await DeleteAsync(documents, gone, cancellationToken),
                    { Before: { } before, After: { } after } => await UpdateAsync(documents, change.Id, before, after, cancellationToken),
                    _ => throw new InvalidDataException("A change without a document before and after."),
                };
            }
            catch (MongoException e) when (MongoErrors.IsDuplicate(e))
            {
                return false;
            }
        });

    private static async Task<bool> InsertAsync(IMongoCollection<BsonDocument> documents, BsonDocument made, CancellationToken cancellationToken)
    {
        await documents.InsertOneAsync(made, cancellationToken: cancellationToken);
        return true;
    }

    private static async Task<bool> DeleteAsync(IMongoCollection<BsonDocument> documents, BsonDocument gone, CancellationToken cancellationToken)
    {
        var stored = await documents.Find(new BsonDocument("_id", gone["_id"])).FirstOrDefaultAsync(cancellationToken);
        if (stored is null || !stored.Equals(gone))
            return false;
        return (await documents.DeleteOneAsync(As(stored), cancellationToken)).DeletedCount == 1;
    }

    private static async Task<bool> UpdateAsync(
        IMongoCollection<BsonDocument> documents, BsonValue id, BsonDocument before, BsonDocument after, CancellationToken cancellationToken)
    {
        var stored = await documents.Find(new BsonDocument("_id", id)).FirstOrDefaultAsync(cancellationToken);
        if (stored is null || before.Names.Union(after.Names).Any(name => !Equals(ValueOf(stored, name), ValueOf(before, name))))
            return false;

        // Replaces the whole document, because an update would take some field names for paths or operators.
        var changed = new BsonDocument(stored.Where(field => !before.Contains(field.Name))).AddRange(after);
        return (await documents.ReplaceOneAsync(As(stored), changed, cancellationToken: cancellationToken)).ModifiedCount == 1;
    }

    private static BsonValue? ValueOf(BsonDocument document, string name) => document.TryGetValue(name, out var value) ? value : null;

    /// <summary>The document, unless somebody has changed it meanwhile.</summary>
    private static BsonDocument As(BsonDocument stored)
    {
        var filter = new BsonDocument("_id", stored["_id"]);
        foreach (var name in (string[])["lastUpdated", "updatedAt", "status", "accountId"])
        {
            if (stored.TryGetValue(name, out var value) && value is BsonDateTime or BsonString or BsonObjectId)
                filter[name] = value;
        }

        return filter;
    }
}
