using Batchline.Engine.Accounts;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo;

/// <summary>Documents of the collection <c>accounts</c>; other programs may have made them and keep fields of their own there.</summary>
internal static class AccountDocuments
{
    private static readonly string[] PaceFields = ["minIntervalMs", "quotaCalls", "quotaWindowMs", "quotaShare"];

    /// <summary>Without nulls: the unique index looks at fingerprints that are there.</summary>
    public static BsonDocument Write(Account account) => WithoutNulls(new BsonDocument
    {
        { "_id", account.Id.ToObjectId() },
        { "name", account.Name },
        { "workizApiKey", BsonValues.Text(account.WorkizApiKey) },
        { "keyFingerprint", BsonValues.Text(account.KeyFingerprint) },
        { "enabled", account.Enabled },
        { "deleting", account.Deleting },
        { "webhookSecretHash", BsonValues.Text(account.WebhookSecretHash) },
        { "createdAt", BsonValues.Time(account.CreatedAt) },
        { "updatedAt", BsonValues.Time(account.UpdatedAt) },
    }.AddRange(Pace(account.Pace)));

    /// <summary>Sets what the change names and touches nothing else.</summary>
    public static BsonDocument Update(AccountChange change)
    {
        var set = WithoutNulls(new BsonDocument
        {
            { "name", BsonValues.Text(change.Name) },
            { "workizApiKey", BsonValues.Text(change.WorkizApiKey) },
            { "keyFingerprint", BsonValues.Text(change.KeyFingerprint) },
            { "enabled", change.Enabled is { } enabled ? (BsonBoolean)enabled : BsonNull.Value },
            { "deleting", change.Deleting is { } deleting ? (BsonBoolean)deleting : BsonNull.Value },
            { "webhookSecretHash", BsonValues.Text(change.WebhookSecretHash) },
            { "updatedAt", BsonValues.Time(change.UpdatedAt) },
        });
        var unset = new BsonDocument();

        // The key under its other name: it would be an older one, and a plain one.
        if (change.WorkizApiKey is not null)
            unset["workizApiToken"] = "";
        if (change.Pace is { } pace)
        {
            set.AddRange(WithoutNulls(Pace(pace)));
            unset.AddRange(PaceFields.Where(name => !set.Contains(name)).Select(name => new BsonElement(name, "")));
        }

        return unset.ElementCount == 0
            ? new BsonDocument("$set", set)
            : new BsonDocument { { "$set", set }, { "$unset", unset } };
    }

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
            Deleting = document.FlagOf("deleting"),
            WebhookSecretHash = document.TextOf("webhookSecretHash") is { Length: > 0 } hash ? hash : null,
            Pace = new AccountPace
            {
                MinInterval = Duration(document.NumberOf("minIntervalMs")),
                QuotaCalls = (int?)document.NumberOf("quotaCalls"),
                QuotaWindow = Duration(document.NumberOf("quotaWindowMs")),
                QuotaShare = document.TryGetValue("quotaShare", out var share) && share.IsNumeric ? share.ToDouble() : null,
            },
            CreatedAt = document.TimeOf("createdAt") ?? id.CreationTime,
            UpdatedAt = document.TimeOf("updatedAt") ?? id.CreationTime,
        };
    }

    private static BsonDocument Pace(AccountPace pace) => new()
    {
        { "minIntervalMs", BsonValues.Milliseconds(pace.MinInterval) },
        { "quotaCalls", pace.QuotaCalls is { } calls ? (BsonInt32)calls : BsonNull.Value },
        { "quotaWindowMs", BsonValues.Milliseconds(pace.QuotaWindow) },
        { "quotaShare", pace.QuotaShare is { } share ? (BsonDouble)share : BsonNull.Value },
    };

    private static BsonDocument WithoutNulls(BsonDocument document) => new(document.Where(element => !element.Value.IsBsonNull));

    private static TimeSpan? Duration(long? milliseconds) => milliseconds is { } time ? TimeSpan.FromMilliseconds(time) : null;
}
