using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Listing;
using Batchline.Engine.Operations;
using Batchline.IntegrationTests.MongoServers;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.IntegrationTests.Stores.Mongo;
using Batchline.Settings;
using Batchline.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Costs;

/// <summary>
/// The whole program with nothing in the background, on a stand-in of its own that counts what comes. The store is filled past
/// the program: one account is made as the program makes it, and the others are copies of its documents.
/// </summary>
internal sealed class CostStage : IAsyncDisposable
{
    private const string DatabaseName = "costs";

    private readonly MongoWire _server = MongoServer.StandIn();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("batchline-costs-");
    private readonly StandInFaults _standIn;
    private readonly WebApplication _app;

    private CostStage()
    {
        _standIn = new StandInFaults(_server);
        _app = BatchlineServer.Build(
            BatchlineConfiguration.Of(new Dictionary<string, string?>
            {
                ["Hosting:Urls"] = "http://127.0.0.1:0",
                ["Store:Provider"] = "Mongo",
                ["Store:ConnectionString"] = _server.UnwatchedUri,
                ["Store:Database"] = DatabaseName,
                ["Store:DataDirectory"] = _directory.FullName,
                ["Security:EncryptionKey"] = Convert.ToBase64String(new byte[32]),
                ["Logging:LogLevel:Default"] = "None",
            }),
            background: false);
    }

    /// <summary>The operation that holds all accounts, unless the stage has none.</summary>
    public static OperationId Operation => Sample.OperationId(1);

    public HttpClient Http { get; } = new();

    public IMongoDatabase Database => _standIn.Database(DatabaseName);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="accounts">Enabled ones, from <c>Sample.AccountId(1)</c> on.</param>
    /// <param name="run">What each of them is at in <see cref="Operation"/>; null: there is no operation, and no account has a head.</param>
    public static async Task<CostStage> StartAsync(int accounts, Run? run = null)
    {
        var stage = new CostStage();
        await stage._app.StartAsync(Cancel);
        stage.Http.BaseAddress = new Uri(stage._app.Urls.First());
        await stage.FillAsync(accounts, run);
        return stage;
    }

    /// <summary>A run with 5 of 10 jobs done, in its first batch of two.</summary>
    public static Run AtWork() => new()
    {
        OperationId = Operation,
        StateId = Sample.State(1, 1).Id,
        Strategy = Strategy.Each,
        BatchSize = 10,
        Phase = RunPhase.Processing,
        TotalBatches = 2,
        CurrentBatch = 1,
        Counters = new Counters { Total = 10, Completed = 5, Calls = 5 },
        OddRows = OddRows.None,
        StartTime = Sample.Start,
    };

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>What came to the server while something was done.</summary>
    public async Task<StandInCounts> CostOfAsync(Func<Task> what)
    {
        await _standIn.TakeCountsAsync(Cancel);
        await what();
        return await _standIn.TakeCountsAsync(Cancel);
    }

    /// <summary>The same of a request, which must succeed.</summary>
    public Task<StandInCounts> CostOfAsync(HttpMethod method, string path, HttpContent? body = null) => CostOfAsync(async () =>
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        using var response = await Http.SendAsync(request, Cancel);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(Cancel));
    });

    /// <summary>Changes documents past the program.</summary>
    public Task SetAsync(string collection, BsonDocument filter, BsonDocument fields) =>
        Database.GetCollection<BsonDocument>(collection).UpdateManyAsync(filter, new BsonDocument("$set", fields), cancellationToken: Cancel);

    /// <summary>The _id of an account or a head.</summary>
    public static ObjectId Id(int number) => ObjectId.Parse(Sample.AccountId(number).Value);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _standIn.Dispose();
        _server.Dispose();
        _directory.Delete(recursive: true);
    }

    private async Task FillAsync(int accounts, Run? run)
    {
        await Service<IAccountStore>().AddAsync(Sample.Account(1), Cancel);
        await CopyAsync("accounts", accounts, (copy, number) => copy.Set("name", $"Account {number}"));
        if (run is null)
            return;
        await Service<IOperationStore>().InsertAsync(
            Sample.Operation(1) with { Admitted = true, Accounts = accounts, BatchSize = run.BatchSize, ToleratedFailurePercent = run.ToleratedFailurePercent }, Cancel);
        await Service<IAccountStateStore>().ReserveAsync([Sample.State(1, 1)], Cancel);
        await WriteHeadAsync(run);
        await CopyAsync("batchAccountStates", accounts, (copy, number) =>
            copy.Set("_id", ObjectId.Parse(Sample.State(1, number).Id)).Set("accountId", Id(number)));
        await CopyAsync("accountHeads", accounts, (copy, _) => copy);
    }

    /// <summary>As a slice leaves it behind: state and head, with the lease given back.</summary>
    private async Task WriteHeadAsync(Run run)
    {
        var heads = Service<IHeadStore>();
        var head = (await heads.AcquireAsync(Sample.AccountId(1), "filling", TimeSpan.FromSeconds(30), leader: null, Cancel)).ShouldNotBeNull();
        var checkpoint = new Checkpoint
        {
            AccountId = head.AccountId,
            State = Projection.State(head.AccountId, run),
            Head = HeadWrite.GivingBack(head, "filled", new HeadBody { Run = run, KeyFingerprint = "key" }) with { DueIn = TimeSpan.FromHours(1) },
        };
        (await heads.CommitAsync(checkpoint, Cancel)).ShouldNotBeNull();
    }

    /// <summary>Makes documents 2 and following out of the only one there is.</summary>
    private async Task CopyAsync(string collection, int count, Func<BsonDocument, int, BsonDocument> change)
    {
        var documents = Database.GetCollection<BsonDocument>(collection);
        var first = await documents.Find(new BsonDocument()).SingleAsync(Cancel);
        var copies = Enumerable.Range(2, count - 1).Select(number => change(first.DeepClone().AsBsonDocument.Set("_id", Id(number)), number));
        await documents.InsertManyAsync(copies, cancellationToken: Cancel);
    }
}
