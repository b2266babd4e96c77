using Batchline.Engine.Record;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

/// <summary>Workers stand in the collection <c>workers</c> with the time until which they are taken to live.</summary>
internal sealed class Workers(Database database) : IWorkers
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    public async Task<int> AnnounceAsync(string worker, TimeSpan lasting, CancellationToken cancellationToken)
    {
        var until = Expr.Later(database.Now, (long)lasting.TotalMilliseconds);
        await database.WriteAsync(
            Collections.Workers,
            [Database.Update(IdIs(worker), new BsonDocument("$set", new BsonDocument("until", until)), upsert: true)],
            cancellationToken);
        var known = await database.AggregateAsync(Collections.Workers, [HeadDocuments.Stamp(database.Now)], cancellationToken);
        foreach (var dead in known.Where(row => Left(row) < -KeptFor))
            await DeleteAsync(new BsonDocument { { "_id", dead["_id"] }, { "until", dead["until"] } }, cancellationToken);
        return known.Count(row => Left(row) > TimeSpan.Zero);
    }

    public async Task<int> CountAccountsAsync(CancellationToken cancellationToken) => (int)await database.RunAsync(
        Collections.Heads, heads => heads.CountDocumentsAsync(HeadInbox.Planned, cancellationToken: cancellationToken));

    public Task LeaveAsync(string worker, CancellationToken cancellationToken) => DeleteAsync(IdIs(worker), cancellationToken);

    private static TimeSpan? Left(BsonDocument row) => row.TimeOf("until") - row.TimeOf(HeadDocuments.StoreNow);

    private Task<DeleteResult> DeleteAsync(BsonDocument filter, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.Workers, workers => workers.DeleteOneAsync(filter, cancellationToken));

    private static BsonDocument IdIs(string worker) => new("_id", worker);
}
