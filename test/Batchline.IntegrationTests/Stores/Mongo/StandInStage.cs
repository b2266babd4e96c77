using System.Text.Json;
using System.Text.RegularExpressions;
using Batchline.IntegrationTests.MongoServers;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Mongo;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>A stand-in with the world of <see cref="StandInWorld"/>, and a store on a copy of it that is made anew for each call.</summary>
public sealed partial class StandInStage : IAsyncLifetime
{
    private const string Original = "original";
    private const string Copy = "copy";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly MongoWire _server = MongoServer.StandIn();
    private readonly Dictionary<string, (string Answer, string Data)> _undisturbed = [];
    private StandInWorld? _world;

    internal StandInFaults Faults { get; private set; } = null!;

    internal StoreNode Store { get; private set; } = null!;

    internal StandInWorld World => _world ?? throw new InvalidOperationException("The world is not made yet.");

    public async ValueTask InitializeAsync()
    {
        Faults = new StandInFaults(_server);
        Store = Open(Copy);
        await using var maker = Open(Original);
        await maker.Services.GetRequiredService<MongoSchema>().EnsureAsync(CancellationToken.None);
        _world = await StandInWorld.MakeAsync(maker, Faults.Database(Original), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Faults.Dispose();
        _server.Dispose();
    }

    internal Task ResetAsync(CancellationToken cancellationToken) => Faults.CopyAsync(Original, Copy, cancellationToken);

    internal async Task<string> AskAsync(StandInCall call, CancellationToken cancellationToken) =>
        JsonSerializer.Serialize(await call.AskAsync(Store, World, cancellationToken));

    /// <summary>The answer to a call without faults, and the data afterwards.</summary>
    internal async Task<(string Answer, string Data)> UndisturbedAsync(StandInCall call, CancellationToken cancellationToken)
    {
        if (!_undisturbed.TryGetValue(call.Name, out var known))
        {
            await ResetAsync(cancellationToken);
            known = (await AskAsync(call, cancellationToken), await DataAsync(cancellationToken));
            _undisturbed[call.Name] = known;
        }

        return known;
    }

    /// <summary>Every document, but for ids that nobody chose.</summary>
    internal async Task<string> DataAsync(CancellationToken cancellationToken)
    {
        var database = Faults.Database(Copy);
        var lines = new List<string>();
        foreach (var name in await (await database.ListCollectionNamesAsync(cancellationToken: cancellationToken)).ToListAsync(cancellationToken))
        {
            var documents = await database.GetCollection<BsonDocument>(name).Find(new BsonDocument()).ToListAsync(cancellationToken);
            lines.AddRange(documents.Select(document => $"{name} {ChosenByNobody().Replace(InOrder(document).ToJson(), "$1\"an id\"")}"));
        }

        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    /// <summary>Whether a document is written by one statement or another, its fields may stand in another order.</summary>
    private static BsonDocument InOrder(BsonDocument document) => new(document
        .OrderBy(field => field.Name != "_id")
        .ThenBy(field => field.Name, StringComparer.Ordinal)
        .Select(field => field.Value is BsonDocument inner ? new BsonElement(field.Name, InOrder(inner)) : field));

    // The store makes ids of jobs only; all others of this world are given.
    [GeneratedRegex("""^(\{ "_id" : )\{ "\$oid" : "(?!acc0|0a00|57a7|ba7c|c0de|69)\w+" \}""")]
    private static partial Regex ChosenByNobody();

    private StoreNode Open(string database) => new(new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddLogging().AddMongoStore(new MongoStoreOptions { ConnectionString = _server.UnwatchedUri, Database = database }, () => Bson.Time(_clock.GetUtcNow()), gate: null)
        .BuildServiceProvider());
}
