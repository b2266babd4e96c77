using Batchline.Benchmarks.Bare;
using Batchline.Benchmarks.Described;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;
using Batchline.Stores.Mongo;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Schema;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Benchmarks.Servers;

/// <summary>On MongoDB, or on its stand-in.</summary>
internal sealed class MongoStage : IServerStage
{
    private readonly MongoDatabase _ours;
    private readonly MongoDatabase _theirs;
    private readonly DataFolder _data;
    private readonly Stage _stage;
    private readonly Uri _workiz;

    private MongoStage((MongoDatabase Ours, MongoDatabase Theirs) databases, DataFolder data, Stage stage, Uri workiz, IReadOnlyList<BareAccount> accounts)
    {
        ((_ours, _theirs), _data, _stage, _workiz, Accounts) = (databases, data, stage, workiz, accounts);
        Described = new MongoDescribedStorage(_theirs.Database);
    }

    public string Server => _ours.Server;

    public IReadOnlyList<BareAccount> Accounts { get; }

    public IDescribedStorage Described { get; }

    public static async Task<IServerStage> SetAsync(SimulatorProcess simulator, TimeSpan interval)
    {
        var (ours, theirs, data) = (await MongoDatabase.StartAsync(), await MongoDatabase.StartAsync(), new DataFolder());
        var options = new MongoStoreOptions { ConnectionString = ours.Uri, Database = ours.Name };
        var stage = await Stage.SetAsync(data, simulator.BaseUrl, interval, services => services.AddMongoStore(options));
        await stage.Get<MongoSchema>().EnsureAsync(default);
        await IndexAsync(theirs);
        var set = new MongoStage((ours, theirs), data, stage, simulator.BaseUrl, await Seed.AccountsAsync(stage, simulator));
        await set.LoopAsync();
        return set;
    }

    public Task LoopAsync() => MongoBareLoop.RunAsync(_workiz, _theirs.Collection("jobs"), Accounts);

    public Task ChangeAsync() => _ours.Collection("jobs").UpdateManyAsync(
        new BsonDocument(), new BsonDocument("$set", new BsonDocument { { "_sync.hash", "old" }, { "Status", "Before" } }));

    public async Task OperateAsync() => await _stage.EndAsync(await _stage.BeginAsync());

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
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
        foreach (var fields in (string[])["operationId", "accountId", "operationId accountId"])
            await MakeAsync("batchAccountStates", fields);

        async Task MakeAsync(string collection, string fields, bool unique = false) => await database.Collection(collection).Indexes.CreateOneAsync(
            new CreateIndexModel<BsonDocument>(
                new BsonDocument(fields.Split(' ').Select(field => new BsonElement(field, 1))), new CreateIndexOptions { Unique = unique ? true : null }));
    }
}
