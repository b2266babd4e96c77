using Batchline.Rehearsal.Scheduling;
using Batchline.SimulationTests.Variants;
using Batchline.SimulationTests.World;
using Batchline.Stores.Mongo;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Schema;
using Batchline.Stores.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.SimulationTests.Stores;

/// <summary>A database of its own on a server that all worlds share. Each command really goes there; its chaos is virtual.</summary>
internal sealed class MongoWorldStore : IWorldStore
{
    private readonly SimWorld _world;
    private readonly string _name = $"batchline_sim_{Guid.NewGuid():n}";
    private readonly IMongoDatabase _database;
    private readonly MongoWatch _watch;

    public MongoWorldStore(SimWorld world)
    {
        _world = world;
        _database = SimMongo.Client.GetDatabase(_name);
        _watch = new MongoWatch(_database, new Mirror(world.State, world.Report));
    }

    public void Begin()
    {
        var stores = Open(gate: null, () => Bson.Time(_world.Clock.GetUtcNow()), TimeProvider.System);
        Task.Run(() => stores.GetRequiredService<MongoSchema>().EnsureAsync(CancellationToken.None)).GetAwaiter().GetResult();
        BrokenMongo.Break(_database, _world.Variant);
        Filling.Fill(stores, _world.State);
        Look();
    }

    public IServiceProvider Open(SimNode node, Chaos chaos)
    {
        var clock = new ServerClock(BrokenMongo.ClockOf(_world, node));
        return Open(new SimGate(chaos, clock, _watch), clock.Expression, new NodeClock(_world.Scheduler, node, TimeSpan.Zero));
    }

    public void Look() => _watch.Look();

    /// <summary>Nobody can know. What was on its way may still arrive.</summary>
    public Task KilledAsync(SimNode node) => Task.CompletedTask;

    public void Dispose() => SimMongo.Client.DropDatabase(_name);

    private ServiceProvider Open(ICommandGate? gate, Func<BsonValue> storeClock, TimeProvider clock)
    {
        var services = new ServiceCollection()
            .AddSingleton(clock)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddMongoStore(new MongoStoreOptions { ConnectionString = SimMongo.Uri, Database = _name }, storeClock, gate);
        BrokenMongo.Break(services, _world.Variant);
        return services.BuildServiceProvider();
    }
}
