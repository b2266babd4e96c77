using System.Globalization;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Rules;
using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Schema;

/// <summary>Builds the missing indexes and sets the version. Other indexes and all data stay as they are.</summary>
public sealed class MongoSchema : IServerSchema
{
    private const int NamespaceNotFound = 26;
    private const int DuplicatesNamed = 5;

    private readonly MongoStoreOptions _options;
    private readonly Database _database;
    private readonly IndexBuilds _builds;
    private readonly ILogger<MongoSchema> _logger;

    internal MongoSchema(MongoStoreOptions options, Database database, TimeProvider clock, ILogger<MongoSchema> logger) =>
        (_options, _database, _builds, _logger) = (options, database, new IndexBuilds(database, clock, logger), logger);

    public string Server => "MongoDB";

    public string Variable => "MONGODB_URI";

    public string Place => _database.Place;

    public Task<string> DescribeAsync(CancellationToken cancellationToken) => Task.FromResult($"{Server} at {Place}");

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (ConnectionSettings.Overruled(_options) is { Length: > 0 } overruled)
            _logger.Overruled(overruled);

        // Requested concurrently, because the start of a function waits for them.
        var reading = SchemaVersion.ReadAsync(_database, cancellationToken);
        var groups = Indexes.All.GroupBy(index => index.Collection).ToList();
        var existing = await Task.WhenAll(groups.Select(group => ExistingAsync(group.Key, cancellationToken)));
        var version = await reading;
        if (version > SchemaVersion.Latest)
            throw new StoreTooNewException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database {Place} has version {version}, and this program knows versions up to {SchemaVersion.Latest}. Start the newer program, or restore a backup from before it."));
        foreach (var (group, found) in groups.Zip(existing))
        {
            foreach (var index in group.Where(index => !found.Exists(index.IsDoneBy)))
                await _builds.CreateAsync(index, cancellationToken);
        }

        if (version < SchemaVersion.Latest)
            await SchemaVersion.RaiseAsync(_database, cancellationToken);
    }

    private Task<List<BsonDocument>> ExistingAsync(string collection, CancellationToken cancellationToken) =>
        _database.RunAsync(collection, async documents =>
        {
            try
            {
                using var cursor = await documents.Indexes.ListAsync(cancellationToken);
                return await cursor.ToListAsync(cancellationToken);
            }
            catch (MongoCommandException e) when (e.Code == NamespaceNotFound)
            {
                return [];
            }
        });

    /// <summary>The keys of which there are several documents although the index allows one.</summary>
    /// <param name="database">Where to look.</param>
    /// <param name="index">A unique index, built or not.</param>
    /// <param name="limit">The most keys to return; null for all.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    internal static async Task<IReadOnlyList<BsonDocument>> DuplicatesAsync(
        Database database, MongoIndex index, int? limit, CancellationToken cancellationToken)
    {
        // Numbered, because a field of a group may not have a dot in its name.
        var parts = index.Keys.Names.Select((name, number) => ($"k{number}", Name: name)).ToList();
        var key = new BsonDocument(parts.Select(part => new BsonElement(part.Item1, Bson.IfNull($"${part.Name}", BsonNull.Value))));
        List<BsonDocument> stages =
        [
            new("$match", index.Where ?? []),
            new("$group", new BsonDocument { { "_id", key }, { "count", new BsonDocument("$sum", 1) } }),
            new("$match", new BsonDocument("count", new BsonDocument("$gt", 1))),
        ];
        if (limit is { } some)
            stages.Add(new BsonDocument("$limit", some));
        var found = await database.RunPatientlyAsync(
            index.Collection, documents => Database.AggregateAsync(documents, stages, cancellationToken));
        return [.. found.Select(row => new BsonDocument(parts.Select(part => new BsonElement(part.Name, row["_id"][part.Item1]))))];
    }

    internal static async Task<string> TellDuplicatesAsync(Database database, MongoIndex index, CancellationToken cancellationToken)
    {
        var found = await DuplicatesAsync(database, index, DuplicatesNamed, cancellationToken);
        return $"The collection {index.Collection} of {database.Place} holds documents that are the same in"
            + $" {string.Join(" and ", index.Keys.Names)}, of which there may be only one: {string.Join("; ", found.Select(JobJson.Write))}."
            + " 'batchline adopt --check' shows them all, 'batchline adopt' keeps the newest of each and can be undone; or delete or"
            + " change the others yourself. Nothing was changed.";
    }
}
