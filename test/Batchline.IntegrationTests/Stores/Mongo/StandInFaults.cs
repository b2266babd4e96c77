using Batchline.IntegrationTests.MongoServers;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>Sets what goes wrong at a stand-in and reads what came to it. Faults hit every client of the stand-in but this.</summary>
internal sealed class StandInFaults(MongoWire standIn) : IDisposable
{
    private readonly MongoClient _client = new(standIn.Uri);

    /// <summary>In place of all faults there were. Several stand beside each other; the first that fits decides.</summary>
    /// <returns>How many commands those before hit.</returns>
    public async Task<long> SetAsync(CancellationToken cancellationToken, params IReadOnlyList<StandInFault> faults)
    {
        var points = new BsonArray(faults.Select((fault, index) => fault.ToFailPoint($"failCommand{index}")));
        return (await RunAsync(new BsonDocument("configureFaults", points), cancellationToken))["hits"].ToInt64();
    }

    /// <returns>How many commands were hit.</returns>
    public Task<long> ClearAsync(CancellationToken cancellationToken) => SetAsync(cancellationToken);

    /// <summary>Before each command from now on.</summary>
    public Task SetLatencyAsync(TimeSpan latency, CancellationToken cancellationToken) =>
        RunAsync(new BsonDocument { { "configureFaults", 1 }, { "latencyMS", latency.TotalMilliseconds } }, cancellationToken);

    /// <summary>What came since the last time.</summary>
    public async Task<StandInCounts> TakeCountsAsync(CancellationToken cancellationToken)
    {
        var answer = await RunAsync(new BsonDocument { { "batchlineStatistics", 1 }, { "reset", true } }, cancellationToken);
        return new StandInCounts(Counts(answer, "commands"), Counts(answer, "documents"))
        {
            Examined = answer["examined"].ToInt64(),
            Returned = answer["returned"].ToInt64(),
        };
    }

    /// <summary>Makes one database a copy of another, in place of what it held.</summary>
    public Task CopyAsync(string from, string to, CancellationToken cancellationToken) =>
        RunAsync(new BsonDocument { { "copydb", 1 }, { "fromdb", from }, { "todb", to } }, cancellationToken);

    /// <summary>Waits until a fault, by its place in the list, was met so often.</summary>
    public Task WaitForAsync(int fault, int times, CancellationToken cancellationToken) =>
        RunAsync(new BsonDocument { { "waitForFailPoint", $"failCommand{fault}" }, { "timesEntered", times }, { "maxTimeMS", 20_000 } }, cancellationToken);

    public IMongoDatabase Database(string name) => _client.GetDatabase(name);

    public void Dispose() => _client.Dispose();

    private Task<BsonDocument> RunAsync(BsonDocument command, CancellationToken cancellationToken) =>
        _client.GetDatabase("admin").RunCommandAsync<BsonDocument>(command, cancellationToken: cancellationToken);

    private static Dictionary<string, long> Counts(BsonDocument answer, string name) =>
        answer[name].AsBsonDocument.ToDictionary(count => count.Name, count => count.Value.ToInt64());
}
