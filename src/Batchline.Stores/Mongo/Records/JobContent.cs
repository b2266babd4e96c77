using System.Text.Json;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Records;

/// <summary>
/// The layout of a Workiz record in a document of <c>jobs</c>: its fields are at the top level, except those whose names are ours.
/// What BSON cannot hold exactly is kept as JSON text beside them.
/// </summary>
internal static class JobContent
{
    /// <summary>Names that are ours at the top level; Workiz's values for them are in <c>_sync.shadowed</c>.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal) { "_id", "accountId", "lastUpdated", "_sync" };

    public static readonly BsonArray ReservedNames = Bson.Texts(Reserved);

    public static bool IsReserved(string name) => Reserved.Contains(name);

    /// <summary>The fields of the top level.</summary>
    public static BsonDocument Fields(BsonDocument content, string uuid) =>
        new BsonDocument(content.Where(field => !Reserved.Contains(field.Name))).Set("UUID", uuid);

    /// <summary>What <c>_sync</c> keeps of the record: the names in order, and what cannot be at the top level.</summary>
    public static BsonDocument Notes(BsonDocument content, string uuid, string json)
    {
        var notes = new BsonDocument("keys", Bson.Texts(content.Names));
        var shadowed = new BsonDocument(content.Where(field => Reserved.Contains(field.Name) || (field.Name == "UUID" && field.Value != uuid)));
        if (shadowed.ElementCount > 0)
            notes["shadowed"] = shadowed;
        if (!IsExact(content, json))
            notes["raw"] = json;
        return notes;
    }

    /// <summary>Some fields of a record; null if one is missing, BSON cannot hold it exactly, or the record has a name twice.</summary>
    public static BsonDocument? Part(JsonElement record, IReadOnlyCollection<string> names)
    {
        var part = JobJson.Read(record, names);
        return part.ElementCount == names.Count && JobJson.NamesOf(record).Distinct(StringComparer.Ordinal).Count() == record.GetPropertyCount()
            && IsExact(part, record)
                ? part
                : null;
    }

    public static bool HaveSameNames(JsonElement one, JsonElement other) => JobJson.NamesOf(one).SequenceEqual(JobJson.NamesOf(other));

    /// <summary>The record as Workiz sent it. Of a document that another program wrote, everything except our names.</summary>
    public static string Read(BsonDocument document)
    {
        var sync = document.DocumentOf("_sync");
        if (sync?.TextOf("raw") is { } raw)
            return raw;
        if (sync is null || !sync.Contains("keys"))
            return JobJson.Write(new BsonDocument(document.Where(field => !Reserved.Contains(field.Name))));
        var shadowed = sync.DocumentOf("shadowed") ?? [];
        var record = new BsonDocument();
        foreach (var name in sync.TextsOf("keys"))
        {
            if (shadowed.TryGetValue(name, out var value) || document.TryGetValue(name, out value))
                record[name] = value;
        }

        return JobJson.Write(record);
    }

    public static BsonDocument KeyOf(AccountId account, string uuid) =>
        new() { { "UUID", uuid }, { "accountId", account.ToObjectId() } };

    private static bool IsExact(BsonDocument content, string json)
    {
        using var original = JsonDocument.Parse(json);
        return original.RootElement.GetPropertyCount() == content.ElementCount && IsExact(content, original.RootElement);
    }

    private static bool IsExact(BsonDocument part, JsonElement record)
    {
        // Such numbers are rare, so the whole record is kept as it came.
        if (JobNumbers.IsSpelledAnew(part))
            return false;
        using var kept = JsonDocument.Parse(JobJson.Write(part));
        try
        {
            return kept.RootElement.EnumerateObject().All(field =>
                record.TryGetProperty(field.Name, out var original) && JsonElement.DeepEquals(original, field.Value));
        }
        catch (InvalidOperationException)
        {
            // Half an emoji: .NET refuses to read it as text.
            return false;
        }
    }
}
