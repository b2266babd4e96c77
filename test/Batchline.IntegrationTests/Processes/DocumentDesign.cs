using MongoDB.Bson;

namespace Batchline.IntegrationTests.Processes;

/// <summary>
/// The documents and indexes of MongoDB as the design has them: the names and types of the source document first, then
/// those that stand beside them. A type may be one of several, separated by a bar.
/// </summary>
internal static class DocumentDesign
{
    public static readonly IReadOnlyDictionary<string, string> Fields = new Dictionary<string, string>
    {
        ["batches"] =
            """
            _id ObjectId, operationId String, accountId ObjectId, batchNumber Int32, status String, jobUUIDs String[],
            completedJobs String[], failedJobs String[], errors String[], retryCount Int32, startTime DateTime, endTime DateTime,
            missingJobs String[], autoRetries Int32, nextAttemptAt Null|DateTime, fence Int64,
            seq Int64, retriedBy Null|String, retriedFrom Null|String
            """,
        ["batchAccountStates"] =
            """
            _id ObjectId, operationId String, accountId ObjectId, currentBatch Int32, totalBatches Int32, status String,
            lastBatchCompleted Int32, nextBatchToProcess Int32, startTime DateTime, endTime DateTime,
            active Boolean, counters Document, dueAt Null|DateTime, waitingReason Null|String, waitingSince Null|DateTime, oddRows Null|Document, error Null|String,
            planned Boolean, blockedAt Null|DateTime, fence Int64, seq Int64
            """,
        ["accounts"] =
            """
            _id ObjectId, name String, workizApiKey String, enabled Boolean, createdAt DateTime, updatedAt DateTime, keyFingerprint String,
            deleting Boolean
            """,
        ["jobs._sync"] =
            """
            hash String, keys String[], fence Int64, seq Int64, firstSeen DateTime, changedAt DateTime, checkedAt DateTime, changedFields String[], words String[],
            missingSince DateTime?, seen String?, shadowed Document?, raw String?, pending Document[]?
            """,
    };

    public static readonly IReadOnlyDictionary<string, string> Indexes = new Dictionary<string, string>
    {
        ["jobs"] = "UUID accountId unique, accountId, lastUpdated, JobDateTime, accountId UUID",
        ["batches"] = "operationId, accountId, status, operationId accountId status, operationId accountId batchNumber unique",
        ["batchAccountStates"] = "operationId, accountId, operationId accountId, accountId unique where active",
        ["accounts"] = "keyFingerprint unique where keyFingerprint",
    };

    public static IEnumerable<string> Split(string table) =>
        table.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What a document has too much, too little or of another type.</summary>
    public static IEnumerable<string> Differences(string table, BsonDocument document)
    {
        var design = Split(Fields[table]).Select(field => field.Split(' ')).ToDictionary(parts => parts[0], parts => parts[1]);
        foreach (var field in document.Where(field => !design.ContainsKey(field.Name)))
            yield return $"{table}.{field.Name} is not in the design";
        foreach (var (name, type) in design)
        {
            if (!document.TryGetValue(name, out var value))
            {
                if (!type.EndsWith('?'))
                    yield return $"{table}.{name} is not there";
            }
            else if (!type.TrimEnd('?').Split('|').Any(one => IsOf(one, value)))
            {
                yield return $"{table}.{name} is {value.BsonType}, not {type}";
            }
        }
    }

    public static string Describe(BsonDocument index) =>
        string.Join(' ', index["key"].AsBsonDocument.Names)
        + (index.Contains("unique") ? " unique" : "")
        + (index.TryGetValue("partialFilterExpression", out var part) ? $" where {string.Join(' ', part.AsBsonDocument.Names)}" : "");

    private static bool IsOf(string type, BsonValue value) => type.EndsWith("[]", StringComparison.Ordinal)
        ? value is BsonArray list && list.All(item => IsOf(type[..^2], item))
        : $"{value.BsonType}" == type;
}
