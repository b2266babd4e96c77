using Batchline.Benchmarks.Bare;
using Batchline.Benchmarks.Reporting;
using Batchline.Engine.Records;
using Batchline.Stores.Mongo;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Schema;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Benchmarks.Staging;

/// <summary>Our side and the other side of a comparison, on one MongoDB, with the same jobs.</summary>
internal sealed class MongoStage : IAsyncDisposable
{
    private readonly MongoDatabase _ours;
    private readonly MongoDatabase _theirs;
    private readonly DataFolder _data;

    private MongoStage(MongoDatabase ours, MongoDatabase theirs, DataFolder data, Stage stage, IReadOnlyList<BareAccount> accounts) =>
        (_ours, _theirs, _data, Stage, Accounts) = (ours, theirs, data, stage, accounts);

    public Stage Stage { get; }

    public IReadOnlyList<BareAccount> Accounts { get; }

    public IMongoDatabase Theirs => _theirs.Database;

    public string Server => _ours.Server;

    public double Jobs => Accounts.Sum(account => account.Uuids.Count);

    public static async Task<MongoStage> SetAsync(SimulatorProcess simulator, TimeSpan interval)
    {
        var (ours, theirs, data) = (await MongoDatabase.StartAsync(), await MongoDatabase.StartAsync(), new DataFolder());
        var options = new MongoStoreOptions { ConnectionString = ours.Uri, Database = ours.Name };
        var stage = await Stage.SetAsync(data, simulator.BaseUrl, interval, services => services.AddMongoStore(options));
        await stage.Get<MongoSchema>().EnsureAsync(default);
        await IndexAsync(theirs);
        var jobs = new Dictionary<string, IReadOnlyList<JobDocument>>();
        foreach (var token in simulator.Tokens)
            jobs[token] = await simulator.JobsAsync(token);
        await Seed.AccountsAsync(stage, simulator.Tokens, token => Task.FromResult(jobs[token]));
        List<BareAccount> accounts = [.. jobs.Select((pair, index) => new BareAccount($"{index:x24}", pair.Key, [.. pair.Value.Select(job => job.Uuid)]))];
        await MongoBareLoop.RunAsync(simulator.BaseUrl, theirs.Collection("jobs"), accounts);
        return new MongoStage(ours, theirs, data, stage, accounts);
    }

    /// <summary>Every stored job is another one than Workiz has: all of it is written again.</summary>
    public Task ChangeAsync() => _ours.Collection("jobs").UpdateManyAsync(
        new BsonDocument(), new BsonDocument("$set", new BsonDocument { { "_sync.hash", "old" }, { "Status", "Before" } }));

    public async Task OperateAsync() => await Stage.EndAsync(await Stage.BeginAsync());

    public async ValueTask DisposeAsync()
    {
        await Stage.DisposeAsync();
        _ours.Dispose();
        _theirs.Dispose();
        _data.Dispose();
    }

    /// <summary>The indexes of the source document.</summary>
    private static async Task IndexAsync(MongoDatabase database)
    {
        await MakeAsync("jobs", "UUID accountId", unique: true);
        foreach (var fields in (string[])["accountId", "lastUpdated", "JobDateTime"])
            await MakeAsync("jobs", fields);
        foreach (var fields in (string[])["operationId", "accountId", "status", "operationId accountId status"])
            await MakeAsync("batches", fields);

        async Task MakeAsync(string collection, string fields, bool unique = false) => await database.Collection(collection).Indexes.CreateOneAsync(
            new CreateIndexModel<BsonDocument>(
                new BsonDocument(fields.Split(' ').Select(field => new BsonElement(field, 1))), new CreateIndexOptions { Unique = unique ? true : null }));
    }
}
