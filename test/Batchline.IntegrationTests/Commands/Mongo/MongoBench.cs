using Batchline.IntegrationTests.MongoServers;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Simulator.Worlds;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Commands.Mongo;

/// <summary>Runs commands against a MongoDB that another program made.</summary>
internal sealed class MongoBench : IAsyncDisposable
{
    public const string EncryptionKey = "c2l4dGVlbiBhbmQgc2l4dGVlbiBhcmUgdGhpcnR5MiE=";

    private readonly MongoFixture _fixture = new();
    private readonly CommandBench _bench;

    private MongoBench(CommandBench bench)
    {
        _bench = bench;
        bench.Settings["Store:Provider"] = "Mongo";
        bench.Settings["Store:ConnectionString"] = MongoServer.Uri;
        bench.Settings["Store:Database"] = _fixture.Name;
        bench.Settings["Security:EncryptionKey"] = EncryptionKey;
    }

    public CommandBench Commands => _bench;

    public string Database => _fixture.Name;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<MongoBench> StartAsync(SimulatorOptions? simulated = null) => new(await CommandBench.StartAsync(simulated));

    public Task<CommandOutcome> RunAsync(params string[] args) => _bench.RunAsync(args);

    public Task InsertAsync(string collection, params BsonDocument[] documents) =>
        _fixture.Collection(collection).InsertManyAsync(documents, cancellationToken: Cancelled);

    public async Task IndexAsync(string collection, BsonDocument keys, bool unique = false) => await _fixture.Collection(collection).Indexes.CreateOneAsync(
        new CreateIndexModel<BsonDocument>(keys, new CreateIndexOptions { Unique = unique ? true : null }), cancellationToken: Cancelled);

    public Task<List<BsonDocument>> AllAsync(string collection) =>
        _fixture.Collection(collection).Find(new BsonDocument()).Sort(new BsonDocument("_id", 1)).ToListAsync(Cancelled);

    public async Task<BsonDocument> OneAsync(string collection, BsonDocument filter) =>
        await _fixture.Collection(collection).Find(filter).SingleAsync(Cancelled);

    public Task SetAsync(string collection, BsonDocument filter, BsonDocument fields) => _fixture.Collection(collection)
        .UpdateOneAsync(filter, new BsonDocument("$set", fields), cancellationToken: Cancelled);

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();

        // Made by the tests, not by the store.
        await _fixture.Database.Client.DropDatabaseAsync(_fixture.Name, Cancelled);
        await _fixture.DisposeAsync();
    }
}
