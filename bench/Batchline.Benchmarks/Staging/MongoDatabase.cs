using System.Diagnostics;
using Batchline.Benchmarks.Reporting;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Benchmarks.Staging;

/// <summary>
/// An empty database on the server at MONGODB_URI, or on the stand-in of <c>test/mongo-wire</c>. Figures taken on the
/// stand-in say nothing about MongoDB; ratios of two sides on the same server say something.
/// </summary>
internal sealed class MongoDatabase : IDisposable
{
    private readonly Process? _standIn;
    private readonly MongoClient _client;

    private MongoDatabase(string uri, Process? standIn)
    {
        (_standIn, Uri) = (standIn, uri);
        _client = new MongoClient(uri);
    }

    public string Uri { get; }

    public string Name { get; } = $"batchline_bench_{Guid.NewGuid():n}";

    public string Server => _standIn is null ? "MongoDB" : "the stand-in for MongoDB";

    /// <summary>For the program, with a key that all its processes share.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Store:Provider"] = "Mongo",
        ["Store:ConnectionString"] = Uri,
        ["Store:Database"] = Name,
        ["Security:EncryptionKey"] = Convert.ToBase64String(new byte[32]),
    };

    public IMongoDatabase Database => _client.GetDatabase(Name);

    /// <param name="counts">Only a stand-in will do.</param>
    public static async Task<MongoDatabase> StartAsync(bool counts = false)
    {
        if (!counts && Environment.GetEnvironmentVariable("MONGODB_URI") is { Length: > 0 } uri)
            return new MongoDatabase(uri, null);
        var directory = Repository.Directory("test/mongo-wire");
        if (!Directory.Exists(Path.Combine(directory, "node_modules")))
            await Start("npm", directory, "ci", "--silent").WaitForExitAsync();
        var process = Start("node", directory, "server.mjs", "--with-parent");
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The stand-in did not start.");
        return new MongoDatabase($"mongodb://127.0.0.1:{line[(line.LastIndexOf(':') + 1)..]}/?directConnection=true", process);
    }

    public IMongoCollection<BsonDocument> Collection(string name) => Database.GetCollection<BsonDocument>(name);

    /// <summary>What came since the last call. Only a stand-in counts.</summary>
    public async Task<WireCost> TakeCostAsync()
    {
        var counts = await _client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument { { "batchlineStatistics", 1 }, { "reset", true } });
        return new WireCost(Sum("commands"), counts["returned"].ToInt64() + Sum("documents"));

        long Sum(string kind) => counts[kind].AsBsonDocument.Values.Sum(count => count.ToInt64());
    }

    public void Dispose()
    {
        if (_standIn is null)
            _client.DropDatabase(Name);
        _client.Dispose();
        _standIn?.Kill();
        _standIn?.Dispose();
    }

    private static Process Start(string program, string directory, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException($"{program} did not start.");
}
