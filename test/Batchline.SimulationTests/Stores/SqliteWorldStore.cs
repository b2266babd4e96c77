using Batchline.Rehearsal.Scheduling;
using Batchline.SimulationTests.Variants;
using Batchline.SimulationTests.World;
using Batchline.Stores.Sqlite;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Batchline.SimulationTests.Stores;

/// <summary>
/// One SQLite file that each process opens for itself. The store works on its callers' scheduler, so each transaction is a
/// step of the simulation.
/// </summary>
internal sealed class SqliteWorldStore : IWorldStore
{
    private readonly SimWorld _world;
    private readonly string _directory = SqliteTemplate.NewDirectory();
    private readonly Dictionary<string, ServiceProvider> _opened = [];
    private readonly SqlSession _session;
    private readonly SqliteWatch _watch;

    public SqliteWorldStore(SimWorld world)
    {
        _world = world;
        SqliteTemplate.CopyTo(_directory);
        _session = Connections.Open(Connections.Prepare(Options), readOnly: true);
        _watch = new SqliteWatch(_session, new Mirror(world.State, world.Report));
    }

    private SqliteStoreOptions Options => new() { DataDirectory = _directory };

    public void Begin()
    {
        using (var session = Connections.Open(Connections.Prepare(Options), readOnly: false))
            BrokenSqlite.Break(session, _world.Variant);
        Filling.Fill(Services().BuildServiceProvider(), _world.State);
        Look();
    }

    public IServiceProvider Open(SimNode node, Chaos chaos)
    {
        var services = Services();
        BrokenSqlite.Break(services, _world.Variant, chaos);
        var stores = _opened[node.Name] = services.BuildServiceProvider();
        BrokenSqlite.Break(stores.GetRequiredService<Database>(), _world.Variant);
        return stores;
    }

    public void Look() => _watch.Look();

    /// <summary>What the process has handed over is committed first: it died after that, and before it heard the answer.</summary>
    public async Task KilledAsync(SimNode node)
    {
        if (!_opened.Remove(node.Name, out var stores))
            return;
        var id = stores.GetRequiredService<Database>().Node.Id;
        if (!_world.Settings.DeathIsKnown)
            File.Delete(Path.Combine(_directory, "locks", id + ".lock"));
        await stores.DisposeAsync();
    }

    public void Dispose()
    {
        var closing = _world.Scheduler.Start(async () =>
        {
            foreach (var stores in _opened.Values)
                await stores.DisposeAsync();
        });
        _world.Scheduler.RunUntil(() => closing.IsCompleted);
        _session.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private IServiceCollection Services() => new ServiceCollection()
        .AddSingleton<TimeProvider>(_world.Clock)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddSqliteStore(Options);
}
