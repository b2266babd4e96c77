using Batchline.Engine.Accounts;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Accounts;

/// <summary>Documents of the collection <c>accounts</c>. Other programs may have created them and may keep their own fields in them.</summary>
internal static class AccountDocuments
{
    /// <summary>Without nulls, because the unique index covers every document that has the field <c>keyFingerprint</c>.</summary>
    public static BsonDocument Write(Account account) => WithoutNulls(new BsonDocument
    {
        { "_id", account.Id.ToObjectId() },
        { "name", account.Name },
        { "workizApiKey", Bson.Text(account.WorkizApiKey) },
        { "keyFingerprint", Bson.Text(account.KeyFingerprint) },
        { "enabled", account.Enabled },
        { "deleting", account.Deleting },
        { "deletionId", Bson.Text(account.Deletion?.Id) },
        { "deletionWithJobs", account.Deletion is { } deletion ? (BsonBoolean)deletion.WithJobs : BsonNull.Value },
        { "deletionDecided", account.Deletion is { } same ? (BsonBoolean)same.Decided : BsonNull.Value },
        { "webhookSecretHash", Bson.Text(account.WebhookSecretHash) },
        { "createdAt", Bson.Time(account.CreatedAt) },
        { "updatedAt", Bson.Time(account.UpdatedAt) },
    }.AddRange(Pace(account.Pace)));

    /// <summary>Sets what the change names and touches nothing else.</summary>
    public static BsonDocument Update(AccountChange change)
    {
        var set = WithoutNulls(new BsonDocument
        {
            { "name", Bson.Text(change.Name) },
            { "workizApiKey", Bson.Text(change.WorkizApiKey) },
            { "keyFingerprint", Bson.Text(change.KeyFingerprint) },
            { "enabled", change.Enabled is { } enabled ? (BsonBoolean)enabled : BsonNull.Value },
            { "webhookSecretHash", Bson.Text(change.WebhookSecretHash) },
            { "updatedAt", Bson.Time(change.UpdatedAt) },
        });
        var unset = new BsonDocument();

        // The key under its other name would be an older one, in plain text.
        if (change.WorkizApiKey is not null)
            unset["workizApiToken"] = "";
        foreach (var (name, value) in PaceOf(change))
        {
            if (value.IsBsonNull)
                unset[name] = "";
            else
                set[name] = value;
        }

        return unset.ElementCount == 0
            ? new BsonDocument("$set", set)
            : new BsonDocument { { "$set", set }, { "$unset", unset } };
    }

    /// <summary>The account, if it has the key that was read, or already the new one, since the change may be a repetition.</summary>
    public static BsonDocument FilterOf(AccountId id, AccountChange change)
    {
        var filter = new BsonDocument("_id", id.ToObjectId());
        if (change.KeyWas is not { } was)
            return filter;
        return filter.Add("$or", new BsonArray
        {
            new BsonDocument("workizApiKey", new BsonDocument("$in", new BsonArray { was, change.WorkizApiKey ?? was })),
            new BsonDocument { { "workizApiKey", BsonNull.Value }, { "workizApiToken", was } },
        });
    }

    /// <summary>The account, if it has the mark that was read. Marks of earlier versions have no id.</summary>
    public static BsonDocument FilterOf(AccountId id, string? mark) => new()
    {
        { "_id", id.ToObjectId() },
        { "deleting", mark is null ? new BsonDocument("$ne", true) : BsonBoolean.True },
        { "deletionId", mark is null or "" ? BsonNull.Value : (BsonString)mark },
    };

    public static BsonDocument Mark(AccountDeletion? mark) => mark is null
        ? new BsonDocument
        {
            { "$set", new BsonDocument("deleting", false) },
            { "$unset", new BsonDocument { { "deletionId", "" }, { "deletionWithJobs", "" }, { "deletionDecided", "" } } },
        }
        : new BsonDocument("$set", new BsonDocument
        {
            { "deleting", true },
            { "deletionId", mark.Id },
            { "deletionWithJobs", mark.WithJobs },
            { "deletionDecided", mark.Decided },
        });

    public static Account Read(BsonDocument document)
    {
        var id = document["_id"].AsObjectId;
        return new Account
        {
            Id = new AccountId(id.ToString()),
            Name = document.TextOf("name") ?? document.TextOf("companyName") ?? id.ToString(),
            WorkizApiKey = document.TextOf("workizApiKey") ?? document.TextOf("workizApiToken"),
            KeyFingerprint = document.TextOf("keyFingerprint"),
            Enabled = document.FlagOf("enabled", otherwise: true),
            Deletion = document.FlagOf("deleting")
                ? new AccountDeletion(
                    document.TextOf("deletionId") ?? "", document.FlagOf("deletionWithJobs"), document.FlagOf("deletionDecided"))
                : null,
            WebhookSecretHash = document.TextOf("webhookSecretHash") is { Length: > 0 } hash ? hash : null,
            Pace = new AccountPace
            {
                MinInterval = Duration(document.NumberOf("minIntervalMs")),
                QuotaCalls = (int?)document.NumberOf("quotaCalls"),
                QuotaWindow = Duration(document.NumberOf("quotaWindowMs")),
                QuotaShare = document.RealOf("quotaShare"),
            },
            CreatedAt = document.TimeOf("createdAt") ?? id.CreationTime,
            UpdatedAt = document.TimeOf("updatedAt") ?? id.CreationTime,
        };
    }

    private static BsonDocument Pace(AccountPace pace) => new()
    {
        { "minIntervalMs", Bson.Milliseconds(pace.MinInterval) },
        { "quotaCalls", pace.QuotaCalls is { } calls ? (BsonInt32)calls : BsonNull.Value },
        { "quotaWindowMs", Bson.Milliseconds(pace.QuotaWindow) },
        { "quotaShare", pace.QuotaShare is { } share ? (BsonDouble)share : BsonNull.Value },
    };

    /// <summary>The pace fields that the change names; null removes the field.</summary>
    private static IEnumerable<(string Name, BsonValue Value)> PaceOf(PacePatch change)
    {
        if (change.MinInterval is { IsSet: true, Value: var interval })
            yield return ("minIntervalMs", Bson.Milliseconds(interval));
        if (change.QuotaCalls is { IsSet: true, Value: var calls })
            yield return ("quotaCalls", calls is { } most ? (BsonInt32)most : BsonNull.Value);
        if (change.QuotaWindow is { IsSet: true, Value: var window })
            yield return ("quotaWindowMs", Bson.Milliseconds(window));
        if (change.QuotaShare is { IsSet: true, Value: var share })
            yield return ("quotaShare", share is { } part ? (BsonDouble)part : BsonNull.Value);
    }

    private static BsonDocument WithoutNulls(BsonDocument document) => new(document.Where(element => !element.Value.IsBsonNull));

    private static TimeSpan? Duration(long? milliseconds) => milliseconds is { } time ? TimeSpan.FromMilliseconds(time) : null;
}
