using Batchline.IntegrationTests.MongoServers;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Programs;

/// <summary>A database of its own; what tells the program where it is are <c>MONGODB_URI</c> and the encryption key alone.</summary>
public sealed class MongoStageStore : IStageStore
{
    private static readonly BsonDocument Position = new() { { "fence", 1 }, { "seq", 1 }, { "_sync.fence", 1 }, { "_sync.seq", 1 }, { "accountId", 1 }, { "UUID", 1 } };

    private readonly string _uri;
    private readonly MongoClient _client;

    public MongoStageStore()
        : this(MongoServer.Uri)
    {
    }

    public MongoStageStore(string uri)
    {
        Name = "batchline_" + Guid.NewGuid().ToString("n");
        _uri = new MongoUrlBuilder(uri) { DatabaseName = Name }.ToString();
        _client = new MongoClient(_uri);
    }

    public string Name { get; }

    public IMongoDatabase Database => _client.GetDatabase(Name);

    public IEnumerable<(string Key, string Value)> Settings =>
    [
        ("MONGODB_URI", _uri),
        ("Security:EncryptionKey", "c2l4dGVlbiBhbmQgc2l4dGVlbiBhcmUgdGhpcnR5MiE="),
    ];

    public TimeSpan TakenOverWithin(TimeSpan lease) => lease;

    public async Task<StoredPositions> PositionsAsync()
    {
        var heads = await AllAsync("accountHeads");
        var jobs = await AllAsync("jobs");
        return new StoredPositions(
        [
            .. heads.Select(head => ($"head {head["_id"]}", head["fence"].ToInt64(), head["seq"].ToInt64())),
            .. jobs.Select(job => ($"job {job["accountId"]} {job["UUID"]}", job["_sync"]["fence"].ToInt64(), job["_sync"]["seq"].ToInt64())),
        ]);
    }

    /// <summary>No process holds anything in the server.</summary>
    public Task<bool> IsWritableAsync() => Task.FromResult(true);

    public async ValueTask DisposeAsync()
    {
        await _client.DropDatabaseAsync(Name);
        _client.Dispose();
    }

    private Task<List<BsonDocument>> AllAsync(string collection) =>
        Database.GetCollection<BsonDocument>(collection).Find(new BsonDocument()).Project<BsonDocument>(Position).ToListAsync();
}
