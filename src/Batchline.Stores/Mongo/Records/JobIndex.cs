using Batchline.Engine.Records;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Schema;
using Batchline.Stores.Rules;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Records;

/// <summary>
/// Every write of a job's content brings its words. Jobs that were stored before, or by another program, get theirs here. The index is
/// built here too and not at the start, which must not wait for it.
/// </summary>
internal sealed class JobIndex(Database database, TimeProvider clock) : IJobIndex
{
    public const string Words = "_sync.words";

    private const int JobsPerStep = 200;
    private const int MostSteps = 20;

    /// <summary>Only other programs write jobs without words.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <summary>Not among those that the start builds.</summary>
    public static readonly MongoIndex Index = new(Collections.Jobs, Words);

    private static readonly BsonDocument Wordless = new BsonDocument(Words, BsonNull.Value).AddRange(JobStore.IsOurs);

    private bool _isBuilt;
    private long? _lookedAt;
    private bool _isComplete;

    public async Task<bool> CatchUpAsync(CancellationToken cancellationToken)
    {
        if (_lookedAt is { } before && clock.GetElapsedTime(before) < LookEvery)
            return false;
        var now = clock.GetTimestamp();
        if (!_isBuilt)
        {
            await database.RunPatientlyAsync(Collections.Jobs, jobs => jobs.Indexes.CreateOneAsync(
                new CreateIndexModel<BsonDocument>(Index.Keys), cancellationToken: cancellationToken));
            _isBuilt = true;
        }

        for (var step = 0; step < MostSteps; step++)
        {
            var found = await database.ListAsync(Collections.Jobs, Wordless, null, JobsPerStep, cancellationToken);
            if (found.Count > 0)
                await database.WriteAsync(Collections.Jobs, [.. found.Select(GiveWords)], cancellationToken);
            if (found.Count < JobsPerStep)
            {
                _lookedAt = now;
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the index alone finds all jobs. Once it does, a job that another program adds is found after the next call of the leader.</summary>
    public async Task<bool> IsCompleteAsync(CancellationToken cancellationToken) =>
        _isComplete = _isComplete || await database.RunAsync(Collections.Jobs, jobs => HaveAllWordsAsync(jobs, cancellationToken));

    private static async Task<bool> HaveAllWordsAsync(IMongoCollection<BsonDocument> jobs, CancellationToken cancellationToken)
    {
        try
        {
            return !await jobs.Find(Wordless, new FindOptions { Hint = Index.NameOrDefault }).Limit(1).AnyAsync(cancellationToken);
        }
        catch (MongoCommandException)
        {
            // There is no such index yet, which servers tell in different ways. Without it, jobs are looked through.
            return false;
        }
    }

    private static WriteModel<BsonDocument> GiveWords(BsonDocument job)
    {
        var words = JobWords.Of(new JobDocument(job.TextOf("UUID") ?? "", JobContent.Read(job)));
        return new UpdateOneModel<BsonDocument>(
            new BsonDocument(Wordless).Add("_id", job["_id"]), new BsonDocument("$set", new BsonDocument(Words, Bson.Texts(words))));
    }
}
