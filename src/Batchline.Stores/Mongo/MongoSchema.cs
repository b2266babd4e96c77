using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

/// <summary>Makes the indexes that are missing. Other indexes and all data stay as they are.</summary>
public sealed class MongoSchema
{
    private const int NamespaceNotFound = 26;

    /// <summary>Another process makes the same index at this moment.</summary>
    private static readonly int[] Contended = [117, 276, 12586, 12587];

    private const int MaxTries = 10;
    private const int DuplicatesNamed = 5;

    private readonly Database _database;

    internal MongoSchema(Database database) => _database = database;

    /// <summary>Where the store is, without user and password.</summary>
    public string Place => $"{_database.Servers}, database {_database.Name}";

    /// <summary>Harmless to repeat, and to run in several processes at once.</summary>
    /// <exception cref="InvalidDataException">Data that is there breaks a unique index; the message names some of it.</exception>
    /// <exception cref="Engine.Record.StoreUnavailableException">The server does not answer.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        // Asked for beside each other: a function that starts waits for them.
        var groups = Indexes.All.GroupBy(index => index.Collection).ToList();
        var existing = await Task.WhenAll(groups.Select(group => ExistingAsync(group.Key, cancellationToken)));
        foreach (var (group, found) in groups.Zip(existing))
        {
            foreach (var index in group.Where(index => !found.Exists(index.IsDoneBy)))
                await CreateAsync(index, cancellationToken);
        }
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

    private async Task CreateAsync(Index index, CancellationToken cancellationToken)
    {
        var options = new CreateIndexOptions<BsonDocument> { Name = index.NameOrDefault, PartialFilterExpression = index.Where };
        if (index.Unique)
            options.Unique = true;
        var model = new CreateIndexModel<BsonDocument>(index.Keys, options);
        for (var tries = 1; ; tries++)
        {
            try
            {
                await _database.RunAsync(
                    index.Collection, documents => documents.Indexes.CreateOneAsync(model, cancellationToken: cancellationToken));
                return;
            }
            catch (MongoCommandException e) when (MongoErrors.IsDuplicate(e))
            {
                throw new InvalidDataException(await DuplicatesAsync(index, cancellationToken), e);
            }
            catch (MongoCommandException e) when (Contended.Contains(e.Code) && tries < MaxTries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * tries), cancellationToken);
            }
            catch (MongoCommandException e) when (e.Code is 85 or 86)
            {
                throw new InvalidDataException(
                    $"The collection {index.Collection} of {Place} has an index on {index.Keys} that is not the one needed"
                    + $" ({(index.Unique ? "unique" : "plain")}): {e.Message} Drop that index and start again.",
                    e);
            }
        }
    }

    /// <summary>The keys of which there are several documents though the index allows one.</summary>
    /// <param name="database">Where to look.</param>
    /// <param name="index">A unique index, made or not.</param>
    /// <param name="limit">So many at most; null: all.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    internal static async Task<IReadOnlyList<BsonDocument>> DuplicatesAsync(
        Database database, Index index, int? limit, CancellationToken cancellationToken)
    {
        // Under numbers, since a field of a group may not have a dot in its name.
        var parts = index.Keys.Names.Select((name, number) => ($"k{number}", Name: name)).ToList();
        var key = new BsonDocument(parts.Select(part => new BsonElement(part.Item1, Expr.IfNull($"${part.Name}", BsonNull.Value))));
        List<BsonDocument> stages =
        [
            new("$match", index.Where ?? []),
            new("$group", new BsonDocument { { "_id", key }, { "count", new BsonDocument("$sum", 1) } }),
            new("$match", new BsonDocument("count", new BsonDocument("$gt", 1))),
        ];
        if (limit is { } some)
            stages.Add(new BsonDocument("$limit", some));
        var found = await database.AggregateAsync(index.Collection, stages, cancellationToken);
        return [.. found.Select(row => new BsonDocument(parts.Select(part => new BsonElement(part.Name, row["_id"][part.Item1]))))];
    }

    private async Task<string> DuplicatesAsync(Index index, CancellationToken cancellationToken)
    {
        var found = await DuplicatesAsync(_database, index, DuplicatesNamed, cancellationToken);
        return $"The collection {index.Collection} of {Place} holds documents that are the same in"
            + $" {string.Join(" and ", index.Keys.Names)}, of which there may be only one: {string.Join("; ", found.Select(JobJson.Write))}."
            + " 'batchline adopt --check' shows them all, 'batchline adopt' keeps the newest of each and can be undone; or delete or"
            + " change the others yourself. Nothing was changed.";
    }
}
