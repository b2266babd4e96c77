using System.Runtime.CompilerServices;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Adoption;

/// <summary>Documents whose <c>accountId</c> is the text of an ObjectId.</summary>
/// <param name="database">Where they are.</param>
/// <param name="collection">The collection.</param>
/// <param name="key">The fields that tell documents of one account apart.</param>
internal sealed class TextAccountIds(Database database, string collection, params string[] key) : IAdoptionStep
{
    public string Title => $"documents of {collection} whose accountId is a text";

    public string Remedy => "the accountId becomes an ObjectId; where the document is there in this form too, the copy with the text stays";

    public async IAsyncEnumerable<Found> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var texts = new BsonDocument("accountId", new BsonDocument("$type", "string"));
        await foreach (var document in database.EachAsync(collection, texts, cancellationToken))
        {
            var id = document["accountId"].AsString;
            var text = $"{string.Join(' ', key.Select(name => document.GetValue(name, BsonNull.Value)))} of account {id}";
            if (!ObjectId.TryParse(id, out var account))
                yield return new Found($"{text}: the accountId is no ObjectId, it stays");
            else if (await IsThereAsync(document, account, cancellationToken))
                yield return new Found($"{text}: is there with an ObjectId too, this copy stays");
            else
                yield return new Found(text, new Change(
                    collection, document["_id"], new BsonDocument("accountId", id), new BsonDocument("accountId", account)));
        }
    }

    private Task<bool> IsThereAsync(BsonDocument document, ObjectId account, CancellationToken cancellationToken)
    {
        var same = new BsonDocument(key.Select(name => new BsonElement(name, document.GetValue(name, BsonNull.Value)))).Add("accountId", account);
        return database.RunAsync(collection, documents => documents.Find(same).AnyAsync(cancellationToken));
    }
}
