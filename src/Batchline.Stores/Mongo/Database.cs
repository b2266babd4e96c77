using System.Runtime.CompilerServices;
using Batchline.Engine.Record;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

/// <summary>The collections, and one place where faults of the server are told apart.</summary>
internal sealed class Database : IDisposable
{
    private static readonly TimeSpan ServerSelection = TimeSpan.FromSeconds(5);

    private readonly MongoClient _client;
    private readonly IMongoDatabase _database;
    private readonly StoreHealth _health;
    private readonly ICommandGate _gate;

    public Database(MongoStoreOptions options, StoreClock clock, StoreHealth health, ICommandGate gate)
    {
        (_health, _gate) = (health, gate);
        Clock = clock;
        var url = new MongoUrl(options.ConnectionString);
        var settings = MongoClientSettings.FromUrl(url);
        settings.ApplicationName ??= "batchline";
        settings.RetryWrites = true;
        if (!options.ConnectionString.Contains("serverSelectionTimeout", StringComparison.OrdinalIgnoreCase))
            settings.ServerSelectionTimeout = ServerSelection;
        if (!options.ConnectionString.Contains("connectTimeout", StringComparison.OrdinalIgnoreCase))
            settings.ConnectTimeout = ServerSelection;
        if (!options.ConnectionString.Contains("socketTimeout", StringComparison.OrdinalIgnoreCase))
            settings.SocketTimeout = TimeSpan.FromSeconds(30);
        if (options.MaxConnections is { } most && !options.ConnectionString.Contains("maxPoolSize", StringComparison.OrdinalIgnoreCase))
        {
            settings.MaxConnectionPoolSize = most;
            settings.MaxConnectionIdleTime = TimeSpan.FromMinutes(1);
        }
        _client = new MongoClient(settings);

        // A head that a failover takes back would give one lease to two holders: every write waits for the majority.
        _database = _client.GetDatabase(options.Database ?? url.DatabaseName ?? "batchline")
            .WithWriteConcern(WriteConcern.WMajority)
            .WithReadPreference(ReadPreference.Primary);
    }

    public StoreClock Clock { get; }

    public BsonValue Now => Clock.Now;

    public string Name => _database.DatabaseNamespace.DatabaseName;

    /// <summary>The servers without user and password, for messages.</summary>
    public string Servers => string.Join(", ", _client.Settings.Servers.Select(server => $"{server.Host}:{server.Port}"));

    public IMongoCollection<BsonDocument> Collection(string name) => _database.GetCollection<BsonDocument>(name);

    /// <summary>Sends one command.</summary>
    public async Task<T> RunAsync<T>(string collection, Func<IMongoCollection<BsonDocument>, Task<T>> run)
    {
        try
        {
            return await _gate.PassAsync(collection, () => run(Collection(collection)));
        }
        catch (Exception e) when (MongoErrors.IsUnavailable(e))
        {
            if (MongoErrors.Refusal(e) is var (because, todo))
                _health.Refused(because, todo);
            throw MongoErrors.Unavailable(e);
        }
    }

    public Task<BsonDocument?> FirstAsync(
        string collection, BsonDocument filter, CancellationToken cancellationToken, BsonDocument? sort = null) =>
        RunAsync<BsonDocument?>(
            collection,
            async documents => await documents.Find(filter).Sort(sort).Limit(1).FirstOrDefaultAsync(cancellationToken));

    public Task<List<BsonDocument>> ListAsync(
        string collection, BsonDocument filter, BsonDocument? sort, int? limit, CancellationToken cancellationToken, BsonDocument? project = null) =>
        RunAsync(
            collection,
            documents => documents.Find(filter, InOneAnswer(limit)).Sort(sort).Limit(limit).Project<BsonDocument>(project ?? []).ToListAsync(cancellationToken));

    /// <summary>Without a size the first answer holds 101 documents and the rest is asked for again. No answer is larger than 16 MB.</summary>
    public static FindOptions InOneAnswer(int? documents) => new() { BatchSize = documents };

    /// <summary>Documents one after another, however many. One that is changed meanwhile may come twice.</summary>
    public async IAsyncEnumerable<BsonDocument> EachAsync(
        string collection, BsonDocument filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var cursor = await RunAsync(collection, documents => documents.Find(filter).ToCursorAsync(cancellationToken));
        while (await RunAsync(collection, _ => cursor.MoveNextAsync(cancellationToken)))
        {
            foreach (var document in cursor.Current)
                yield return document;
        }
    }

    public Task<List<BsonDocument>> AggregateAsync(
        string collection, IEnumerable<BsonDocument> stages, CancellationToken cancellationToken) =>
        RunAsync(collection, async documents =>
        {
            using var cursor = await documents.AggregateAsync<BsonDocument>(stages.ToArray(), cancellationToken: cancellationToken);
            return await cursor.ToListAsync(cancellationToken);
        });

    /// <summary>Changes one document and answers it as it is afterwards; null: none matches.</summary>
    public Task<BsonDocument?> ChangeAsync(
        string collection, BsonDocument filter, IEnumerable<BsonDocument> pipeline, CancellationToken cancellationToken) =>
        RunAsync<BsonDocument?>(
            collection,
            async documents => await documents.FindOneAndUpdateAsync<BsonDocument>(
                filter,
                Pipeline(pipeline),
                new FindOneAndUpdateOptions<BsonDocument> { ReturnDocument = ReturnDocument.After },
                cancellationToken));

    /// <summary>Writes in the order given, several a message. An upsert that lost a race is tried again.</summary>
    public Task WriteAsync(string collection, IReadOnlyList<WriteModel<BsonDocument>> writes, CancellationToken cancellationToken) =>
        BulkWrites.RunAsync(this, collection, writes, cancellationToken);

    public static PipelineDefinition<BsonDocument, BsonDocument> Pipeline(IEnumerable<BsonDocument> stages) =>
        PipelineDefinition<BsonDocument, BsonDocument>.Create(stages);

    public static UpdateOneModel<BsonDocument> Update(BsonDocument filter, BsonDocument stage, bool upsert) =>
        new(filter, Builders<BsonDocument>.Update.Pipeline(Pipeline([stage]))) { IsUpsert = upsert };

    public void Dispose() => _client.Dispose();
}
