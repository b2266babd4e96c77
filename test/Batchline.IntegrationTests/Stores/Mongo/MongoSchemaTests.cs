using Batchline.Engine.Failures;
using Batchline.Engine.Leadership;
using Batchline.IntegrationTests.InProcess;
using Batchline.IntegrationTests.MongoServers;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Mongo;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Operations;
using Batchline.Stores.Mongo.Schema;
using Batchline.Stores.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>What the start makes of a database: indexes, the version, and what an earlier version wrote twice.</summary>
public sealed class MongoSchemaTests : IAsyncDisposable
{
    private readonly MongoFixture _fixture = new();
    private readonly StoreNode _store;

    public MongoSchemaTests() => _store = _fixture.Open();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IMongoCollection<BsonDocument> States => _fixture.Collection(Collections.States);

    private IMongoCollection<BsonDocument> Roles => _fixture.Collection(Collections.Roles);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task States_that_an_earlier_version_wrote_twice_are_mended_and_the_log_says_so()
    {
        await States.Indexes.DropOneAsync("operationId_1_accountId_1_ours", Cancel);
        await States.InsertManyAsync(
            [
                State(1, 1, active: false, fence: 9, seq: 9), State(2, 1, active: true, fence: 0, seq: 0),
                State(3, 2, active: false, fence: 7, seq: 1), State(4, 2, active: false, fence: 7, seq: 2), State(5, 2, active: false, fence: 6, seq: 9),
                State(6, 3, active: false, fence: 1, seq: 1),
            ],
            cancellationToken: Cancel);
        var log = new LogCapture();

        await EnsureAsync(log);
        await EnsureAsync(log);

        (await IdsAsync()).ShouldBe([2, 4, 6]);
        log.Lines.ShouldHaveSingleItem().ShouldStartWith("An earlier version of this program wrote 3 account states twice into 127.0.0.1:");
    }

    [Fact]
    public async Task States_of_another_program_may_be_there_twice()
    {
        await States.Indexes.DropOneAsync("operationId_1_accountId_1_ours", Cancel);
        var (one, two) = (State(1, 1, active: false, fence: 0, seq: 0), State(2, 1, active: false, fence: 0, seq: 0));
        one.Remove("fence");
        two.Remove("fence");
        await States.InsertManyAsync([one, two], cancellationToken: Cancel);

        await EnsureAsync(new LogCapture());

        (await IdsAsync()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_program_that_is_older_than_the_database_does_not_start()
    {
        await SetVersionAsync(3);

        var refused = await Should.ThrowAsync<StoreTooNewException>(EnsureAsync(new LogCapture()));

        refused.Message.ShouldEndWith(
            $", database {_fixture.Name} has version 3, and this program knows versions up to 2. Start the newer program, or restore a backup from before it.");
        (await VersionAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task The_start_sets_the_version_once_the_indexes_are_there()
    {
        await Roles.DeleteOneAsync(new BsonDocument("_id", "schema"), Cancel);
        await States.Indexes.DropOneAsync("accountId_1_active", Cancel);
        await States.InsertManyAsync(
            [State(1, 1, active: true, fence: 0, seq: 0), State(2, 1, active: true, fence: 0, seq: 0).Set("operationId", "another")],
            cancellationToken: Cancel);

        await Should.ThrowAsync<InvalidDataException>(EnsureAsync(new LogCapture()));
        (await VersionAsync()).ShouldBeNull();
        await States.DeleteOneAsync(new BsonDocument("_id", Id(2)), Cancel);
        await EnsureAsync(new LogCapture());

        (await VersionAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_program_that_runs_while_a_newer_one_upgrades_leads_no_more_and_says_what_to_do()
    {
        var role = _store.Services.GetRequiredService<ILeaderRole>();
        (await role.TakeAsync("one", TimeSpan.FromSeconds(6), Cancel)).ShouldNotBeNull();
        await SetVersionAsync(3);

        var refused = await Should.ThrowAsync<StoreRefusedException>(role.TakeAsync("one", TimeSpan.FromSeconds(6), Cancel));

        refused.Because.ShouldBe("a newer program has upgraded the database to version 3, and this one knows versions up to 2");
        refused.Do.ShouldBe("Stop this program and start the newer one");
        _store.Services.GetRequiredService<StoreHealth>().Refusal.ShouldNotBeNull().Because.ShouldBe(refused.Because);
    }

    [Fact]
    public async Task A_long_build_of_an_index_is_told_every_ten_seconds_and_waited_for()
    {
        await States.Indexes.DropOneAsync("accountId_1_active", Cancel);
        var (clock, log, gate) = (new FakeTimeProvider(), new LogCapture(), new CountingGate());
        var (isBuilding, maySend) = (new TaskCompletionSource(), new TaskCompletionSource());
        gate.Before = _ => BuildsNow(gate, isBuilding) ? maySend.Task : Task.CompletedTask;
        await using var node = Open(MongoServer.Uri, gate, clock, log);

        var ensure = node.Services.GetRequiredService<MongoSchema>().EnsureAsync(Cancel);
        await isBuilding.Task;
        while (log.Lines.Count < 4)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        maySend.SetResult();
        await ensure;

        var (told, built) = (log.Lines.SkipLast(1).ToList(), log.Lines.Last());
        told.ShouldAllBe(line => line.StartsWith("MongoDB builds the index accountId_1_active on the collection batchAccountStates of 127.0.0.1:"));
        built.ShouldStartWith("MongoDB has built the index accountId_1_active on the collection batchAccountStates in ");
    }

    [Fact]
    public async Task A_build_that_lasts_longer_than_the_socket_timeout_ends_well_in_two_processes_at_once()
    {
        using var server = MongoServer.StandIn();
        await SetFaultAsync(server, "failCommand", """{ failCommands: ["createIndexes"], blockConnection: true, blockTimeMS: 1500 }""", "{ times: 4 }");
        await using var one = Open(server.Uri + "&socketTimeoutMS=500", new CountingGate(), TimeProvider.System, new LogCapture());
        await using var two = Open(server.Uri + "&socketTimeoutMS=500", new CountingGate(), TimeProvider.System, new LogCapture());

        await Task.WhenAll(
            one.Services.GetRequiredService<MongoSchema>().EnsureAsync(Cancel), two.Services.GetRequiredService<MongoSchema>().EnsureAsync(Cancel));

        using var client = new MongoClient(server.Uri);
        var indexes = await (await client.GetDatabase("batchline").GetCollection<BsonDocument>(Collections.States).Indexes.ListAsync(Cancel)).ToListAsync(Cancel);
        indexes.Count.ShouldBe(1 + Indexes.All.Count(index => index.Collection == Collections.States));
    }

    /// <summary>The first command after the version and the lists of the indexes.</summary>
    private static bool BuildsNow(CountingGate gate, TaskCompletionSource isBuilding) =>
        gate.Passed.Count == 1 + Indexes.All.Select(index => index.Collection).Distinct().Count() + 1 && isBuilding.TrySetResult();

    private static async Task SetFaultAsync(MongoWire server, string name, string data, string mode)
    {
        using var client = new MongoClient(server.Uri);
        await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(
            new BsonDocument { { "configureFailPoint", name }, { "mode", BsonDocument.Parse(mode) }, { "data", BsonDocument.Parse(data) } }, cancellationToken: Cancel);
    }

    private static ObjectId Id(int number) => ObjectId.Parse(Sample.State(0, number).Id);

    private static BsonDocument State(int id, int account, bool active, long fence, long seq) =>
        StateDocuments.Insert(Sample.State(1, account)).Set("_id", Id(id)).Set("active", active).Set("fence", fence).Set("seq", seq);

    private StoreNode Open(string uri, ICommandGate? gate, TimeProvider clock, LogCapture log) => new(new ServiceCollection()
        .AddLogging(logging => logging.AddProvider(log))
        .AddSingleton(clock)
        .AddMongoStore(new MongoStoreOptions { ConnectionString = uri, Database = uri == MongoServer.Uri ? _fixture.Name : null }, Database.ServerClock, gate)
        .BuildServiceProvider());

    private async Task EnsureAsync(LogCapture log)
    {
        await using var node = Open(MongoServer.Uri, gate: null, TimeProvider.System, log);
        await node.Services.GetRequiredService<MongoSchema>().EnsureAsync(Cancel);
    }

    private async Task<int[]> IdsAsync() =>
        [.. (await States.Find(new BsonDocument()).Sort(new BsonDocument("_id", 1)).ToListAsync(Cancel)).Select(state => Convert.ToInt32(state["_id"].AsObjectId.ToString()[^4..], 16))];

    private Task<UpdateResult> SetVersionAsync(int version) => Roles.UpdateOneAsync(
        new BsonDocument("_id", "schema"), new BsonDocument("$set", new BsonDocument("version", version)), new UpdateOptions { IsUpsert = true }, Cancel);

    private async Task<int?> VersionAsync() => (await Roles.Find(new BsonDocument("_id", "schema")).FirstOrDefaultAsync(Cancel))?["version"].ToInt32();
}
