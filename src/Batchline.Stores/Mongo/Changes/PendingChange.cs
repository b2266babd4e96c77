using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Changes;

/// <summary>A change that waits for a number in its job's document.</summary>
/// <param name="Job">The part of the job that was read.</param>
/// <param name="Entry">The change, one of the job's.</param>
internal sealed record PendingChange(BsonDocument Job, BsonDocument Entry)
{
    /// <summary>What identifies a change, in the order of the index.</summary>
    private static readonly string[] Names = ["accountId", "UUID", "fence", "seq"];

    public static readonly BsonDocument IdentityOnly = new BsonDocument("_id", 0).AddRange(Names.Select(name => new BsonElement(name, 1)));

    /// <summary>As it is in the sequence.</summary>
    public BsonDocument Identity { get; } = new()
    {
        { Names[0], Job["accountId"] },
        { Names[1], Job["UUID"] },
        { Names[2], Entry["fence"] },
        { Names[3], Entry["seq"] },
    };

    public BsonDocument At(long position) => ChangeDocuments.Write(position, Job, Entry);

    public static IReadOnlyList<BsonDocument> EntriesOf(BsonDocument job) =>
        [.. job["_sync"]["pending"].AsBsonArray.Select(entry => entry.AsBsonDocument)];

    /// <summary>By time. The changes of one job keep the order of their list, whatever the clock did.</summary>
    public static IEnumerable<PendingChange> InOrder(IEnumerable<BsonDocument> jobs) => jobs
        .SelectMany(job =>
        {
            var latest = DateTimeOffset.MinValue;
            return EntriesOf(job).Select(entry =>
            {
                var at = entry.TimeOf("at") ?? default;
                latest = at > latest ? at : latest;
                return (Change: new PendingChange(job, entry), At: latest);
            });
        })
        .OrderBy(change => change.At)
        .Select(change => change.Change);
}
