using Batchline.Rehearsal.Scheduling;
using Batchline.SimulationTests.Variants;
using Batchline.SimulationTests.World;
using Batchline.Stores.Postgres;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Schema;
using Batchline.Stores.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Batchline.SimulationTests.Stores;

/// <summary>A schema of its own on a real server that all worlds share. Each call really goes there; its chaos is virtual.</summary>
internal sealed class PostgresWorldStore : IWorldStore
{
    private readonly SimWorld _world;
    private readonly string _schema = $"batchline_sim_{Guid.NewGuid():n}";
    private readonly List<Database> _opened = [];
    private readonly PostgresWatch _watch;

    public PostgresWorldStore(SimWorld world)
    {
        _world = world;
        _watch = new PostgresWatch(SimPostgres.Source, _schema, new Mirror(world.State, world.Report));
    }

    public void Begin()
    {
        var stores = Open(gate: null, _world.Clock, TimeProvider.System);
        Task.Run(() => stores.GetRequiredService<PostgresSchema>().EnsureAsync(CancellationToken.None)).GetAwaiter().GetResult();
        _watch.Begin();
        BrokenPostgres.Break(SimPostgres.Execute, _schema, _world.Variant);
        Filling.Fill(stores, _world.State);
        Look();
    }

    public IServiceProvider Open(SimNode node, Chaos chaos) =>
        Open(new PostgresGate(chaos), BrokenPostgres.ClockOf(_world, node), new NodeClock(_world.Scheduler, node, TimeSpan.Zero));

    public void Look() => _watch.Look();

    /// <summary>Nobody can know. What was on its way may still arrive.</summary>
    public Task KilledAsync(SimNode node) => Task.CompletedTask;

    public void Dispose()
    {
        // Idle connections would otherwise stay until the end of the run.
        foreach (var database in _opened)
            database.DisposeAsync().AsTask().GetAwaiter().GetResult();
        SimPostgres.Execute($"DROP SCHEMA {_schema} CASCADE");
    }

    private ServiceProvider Open(ICommandGate? gate, TimeProvider storeClock, TimeProvider clock)
    {
        var services = new ServiceCollection()
            .AddSingleton(clock)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddPostgresStore(new PostgresStoreOptions { ConnectionString = SimPostgres.Uri, Schema = _schema, MaxConnections = 2 }, () => storeClock.GetUtcNow(), gate);
        BrokenPostgres.Break(services, _world.Variant);
        var stores = services.BuildServiceProvider();
        _opened.Add(stores.GetRequiredService<Database>());
        return stores;
    }
}
