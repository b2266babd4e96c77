using System.Runtime.CompilerServices;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Adoption;

/// <summary>Accounts that cannot be synced until somebody gives them a key.</summary>
internal sealed class KeylessAccounts(Database database) : IAdoptionStep
{
    public string Title => "accounts without a key";

    public string Remedy => "set one by PATCH /api/accounts/{id}, or disable the account";

    public async IAsyncEnumerable<Found> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var keyless = new BsonDocument
        {
            { "workizApiKey", new BsonDocument("$in", new BsonArray { BsonNull.Value, "" }) },
            { "workizApiToken", new BsonDocument("$in", new BsonArray { BsonNull.Value, "" }) },
            { "enabled", new BsonDocument("$ne", false) },
        };
        await foreach (var account in database.EachAsync(Collections.Accounts, keyless, cancellationToken))
            yield return new Found($"account {account["_id"]} {account.TextOf("name") ?? account.TextOf("companyName")}");
    }
}
