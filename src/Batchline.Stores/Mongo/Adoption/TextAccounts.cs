using System.Runtime.CompilerServices;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Adoption;

/// <summary>Accounts whose <c>_id</c> is a text. An <c>_id</c> cannot be changed: the account is made again, and then the old one deleted.</summary>
internal sealed class TextAccounts(Database database) : IAdoptionStep
{
    public string Title => "accounts whose _id is a text";

    public string Remedy => "the account is written again with an ObjectId, and the old one deleted";

    public async IAsyncEnumerable<Found> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var texts = new BsonDocument("_id", new BsonDocument("$type", "string"));
        await foreach (var account in database.EachAsync(Collections.Accounts, texts, cancellationToken))
        {
            var id = account["_id"].AsString;
            if (!ObjectId.TryParse(id, out var real))
                yield return new Found($"account {id}: the _id is no ObjectId, it stays and is not synced");
            else if (await IsThereAsync(real, cancellationToken))
                yield return new Found($"account {id}: is there with an ObjectId too, this copy stays");
            else
                yield return new Found(
                    $"account {id}",
                    new Change(Collections.Accounts, real, null, new BsonDocument(account) { ["_id"] = real }),
                    new Change(Collections.Accounts, id, account, null));
        }
    }

    private Task<bool> IsThereAsync(ObjectId id, CancellationToken cancellationToken) => database.RunAsync(
        Collections.Accounts, accounts => accounts.Find(new BsonDocument("_id", id)).AnyAsync(cancellationToken));
}
