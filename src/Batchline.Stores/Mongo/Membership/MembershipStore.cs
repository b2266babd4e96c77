using Batchline.Stores.Membership;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Membership;

/// <summary>Documents of the collection <c>clusters</c>. A write of <c>alive.x</c> and one of the members change different fields.</summary>
internal sealed class MembershipStore(Database database) : IMembershipStore
{
    public async Task<ClusterDocument?> ReadAsync(string cluster, CancellationToken cancellationToken) =>
        await database.AggregateAsync(Collections.Clusters, [new BsonDocument("$match", IdIs(cluster)), Bson.Stamp(database.Now)], cancellationToken) is [var found, ..]
            ? ClusterFields.Read(found)
            : null;

    public Task CreateAsync(string cluster, string members, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.Clusters, async clusters =>
        {
            try
            {
                await clusters.InsertOneAsync(ClusterFields.New(cluster, members), cancellationToken: cancellationToken);
                return true;
            }
            catch (MongoWriteException e) when (MongoErrors.IsDuplicate(e))
            {
                // Another process was faster, or the first try was carried out.
                return false;
            }
        });

    public Task<bool> ReplaceAsync(string cluster, long version, string members, IReadOnlyList<string> gone, CancellationToken cancellationToken) =>
        UpdateAsync(IdIs(cluster).Add("version", version), ClusterFields.Replace(version, members, gone), cancellationToken);

    public Task SetAliveAsync(string cluster, string member, DateTimeOffset at, CancellationToken cancellationToken) =>
        UpdateAsync(IdIs(cluster), ClusterFields.SetAlive(member, at), cancellationToken);

    public Task DeleteAsync(string cluster, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.Clusters, clusters => clusters.DeleteOneAsync(IdIs(cluster), cancellationToken));

    private Task<bool> UpdateAsync(BsonDocument filter, BsonDocument update, CancellationToken cancellationToken) =>
        database.RunAsync(
            Collections.Clusters,
            async clusters => (await clusters.UpdateOneAsync(filter, update, cancellationToken: cancellationToken)).MatchedCount == 1);

    private static BsonDocument IdIs(string cluster) => new("_id", cluster);
}
