using Batchline.IntegrationTests.MongoServers;
using Batchline.Stores.Mongo;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Schema;
using Batchline.Stores.Reading;
using Batchline.Stores.Rules;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Stores.Fixtures;

public sealed class MongoFixture : IStoreFixture, IRawStore
{
    private static readonly Lazy<MongoClient> Client = new(() => new MongoClient(MongoServer.Uri));

    private readonly UnservedCommands _unserved = new();
    private bool _made;

    public string Name { get; } = "batchline_" + Guid.NewGuid().ToString("n");

    /// <summary>The database past the store, as other programs see it.</summary>
    public IMongoDatabase Database => Client.Value.GetDatabase(Name);

    /// <summary>A node on whose store the given clock is the server's: the contract's claims are about exact times.</summary>
    public StoreNode Open(TimeProvider clock, TimeSpan ahead = default, ReaderLimits? readers = null) =>
        Open(() => Bson.Time(clock.GetUtcNow()), new ShiftedClock(ahead), gate: null, readers);

    /// <summary>A node as the program opens it: the clock is the server's own.</summary>
    public StoreNode Open() => Open(Batchline.Stores.Mongo.Connection.Database.ServerClock, TimeProvider.System, gate: null);

    /// <summary>The same, and every command passes the gate.</summary>
    internal StoreNode Open(ICommandGate gate) => Open(Batchline.Stores.Mongo.Connection.Database.ServerClock, TimeProvider.System, gate);

    public IMongoCollection<BsonDocument> Collection(string name) => Database.GetCollection<BsonDocument>(name);

    public Task SetAsync(string table, string field, string? value) => Collection(table).UpdateManyAsync(
        new BsonDocument(),
        value is null
            ? new BsonDocument("$unset", new BsonDocument(field, ""))
            : new BsonDocument("$set", new BsonDocument(field, value)));

    public async Task<IReadOnlyList<string?>> GetAsync(string table, string field) =>
        [.. (await Collection(table).Find(new BsonDocument()).ToListAsync()).Select(document => document.GetValue(field, BsonNull.Value) is BsonString text ? text.Value : null)];

    public async ValueTask DisposeAsync()
    {
        _unserved.Found.ShouldBeEmpty();
        if (_made)
            await Client.Value.DropDatabaseAsync(Name);
    }

    private StoreNode Open(Func<BsonValue> clock, TimeProvider own, ICommandGate? gate, ReaderLimits? readers = null)
    {
        var node = new StoreNode(new ServiceCollection()
            .AddLogging()
            .AddSingleton(own)
            .AddMongoStore(
                new MongoStoreOptions { ConnectionString = MongoServer.Uri, Database = Name, Watch = _unserved.Watch, Readers = readers ?? new ReaderLimits() },
                clock,
                gate)
            .BuildServiceProvider());
        if (!_made)
            node.Services.GetRequiredService<MongoSchema>().EnsureAsync(CancellationToken.None).GetAwaiter().GetResult();
        _made = true;
        return node;
    }
}
