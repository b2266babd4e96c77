using Batchline.Stores.Mongo.Connection;
using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Schema;

/// <summary>
/// Builds indexes. On a large collection, this takes minutes or hours. The start waits for it, and for the same build by another
/// process.
/// </summary>
internal sealed class IndexBuilds(Database database, TimeProvider clock, ILogger<MongoSchema> logger)
{
    private const int OptionsConflict = 85;
    private const int KeysConflict = 86;

    /// <summary>Another process is building the same index.</summary>
    private static readonly HashSet<int> Contended = [114, 117, 276, 12586, 12587];

    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task CreateAsync(MongoIndex index, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var create = UntilMadeAsync(index, cancellationToken);
        while (await Task.WhenAny(create, Task.Delay(TellEvery, clock, done.Token)) != create && !cancellationToken.IsCancellationRequested)
            logger.BuildGoesOn(index.NameOrDefault, index.Collection, database.Place, Seconds(began));
        done.Cancel();
        await create;
        if (clock.GetElapsedTime(began) >= TellEvery)
            logger.BuildDone(index.NameOrDefault, index.Collection, Seconds(began));
    }

    private long Seconds(long began) => (long)clock.GetElapsedTime(began).TotalSeconds;

    private async Task UntilMadeAsync(MongoIndex index, CancellationToken cancellationToken)
    {
        while (await TryAsync(index, cancellationToken) is { } fault)
        {
            if (Contended.Contains(fault.Code))
                await Task.Delay(Pause, clock, cancellationToken);
            else if (fault.Code is OptionsConflict or KeysConflict)
                throw new InvalidDataException(
                    $"The collection {index.Collection} of {database.Place} has an index on {index.Keys} that is not the one needed"
                    + $" ({(index.Unique ? "unique" : "plain")}): {fault.Message} Drop that index and start again.",
                    fault);
            else if (!index.IsOverOurs)
                throw new InvalidDataException(await MongoSchema.TellDuplicatesAsync(database, index, cancellationToken), fault);
            else if (await OwnDuplicates.MendAsync(database, index, cancellationToken) is > 0 and var deleted)
                logger.DuplicatesMended(deleted, database.Place);
            else
                await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <summary>Null if the index is built, or else why not. Throws what the server refuses for other reasons.</summary>
    private Task<MongoCommandException?> TryAsync(MongoIndex index, CancellationToken cancellationToken)
    {
        var options = new CreateIndexOptions<BsonDocument> { Name = index.NameOrDefault, PartialFilterExpression = index.Where };
        if (index.Unique)
            options.Unique = true;
        var model = new CreateIndexModel<BsonDocument>(index.Keys, options);
        return database.RunPatientlyAsync(index.Collection, async documents =>
        {
            try
            {
                await documents.Indexes.CreateOneAsync(model, cancellationToken: cancellationToken);
                return null;
            }
            catch (MongoCommandException e) when (MongoErrors.IsDuplicate(e) || Contended.Contains(e.Code) || e.Code is OptionsConflict or KeysConflict)
            {
                return e;
            }
        });
    }
}
