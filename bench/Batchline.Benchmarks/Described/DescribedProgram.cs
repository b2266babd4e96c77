using System.Collections.Concurrent;
using System.Text.Json;
using Batchline.Benchmarks.Bare;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Benchmarks.Described;

/// <summary>
/// Works as the document <i>Batch Processing Optimization for Vercel</i> describes: a request to itself for each batch,
/// each job its own get, updateOne and fixed sleep, the batch's results written at its end, and a delay before the next
/// trigger. It loses a whole batch with each kill; that is not measured.
/// </summary>
internal sealed class DescribedProgram : IAsyncDisposable
{
    private const int BatchSize = 10;

    private readonly IMongoDatabase _database;
    private readonly DescribedTimes _times;
    private readonly Dictionary<ObjectId, string> _tokens;
    private readonly ConcurrentDictionary<ObjectId, TaskCompletionSource> _ends = new();
    private readonly HttpClient _workiz;
    private readonly HttpClient _self;
    private readonly WebApplication _app;

    private DescribedProgram(IMongoDatabase database, Uri workiz, IReadOnlyList<BareAccount> accounts, DescribedTimes times)
    {
        (_database, _times) = (database, times);
        _tokens = accounts.ToDictionary(account => ObjectId.Parse(account.Id), account => account.Token);
        _workiz = new HttpClient { BaseAddress = workiz };
        _self = new HttpClient();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.MapPost("/api/process-batch/{id}", (Func<string, Task<IResult>>)ProcessBatchAsync);
    }

    private IMongoCollection<BsonDocument> Batches => _database.GetCollection<BsonDocument>("batches");

    private IMongoCollection<BsonDocument> Jobs => _database.GetCollection<BsonDocument>("jobs");

    public static async Task<DescribedProgram> StartAsync(IMongoDatabase database, Uri workiz, IReadOnlyList<BareAccount> accounts, DescribedTimes times)
    {
        var program = new DescribedProgram(database, workiz, accounts, times);
        await program._app.StartAsync();
        program._self.BaseAddress = new Uri(program._app.Urls.First());
        return program;
    }

    /// <summary>One operation over all accounts, from the making of its batches to the end of the last.</summary>
    public async Task RunAsync(IReadOnlyList<BareAccount> accounts)
    {
        var operation = ObjectId.GenerateNewId().ToString();
        var batches = accounts.SelectMany(account => account.Uuids.Chunk(BatchSize).Select((uuids, index) => Batch(operation, account, uuids, index + 1))).ToList();
        await Batches.InsertManyAsync(batches);
        foreach (var first in batches.Where(batch => batch["batchNumber"] == 1))
        {
            _ends[first["accountId"].AsObjectId] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = TriggerLaterAsync(first["accountId"].AsObjectId, first["_id"].AsObjectId, TimeSpan.Zero);
        }

        await Task.WhenAll(_ends.Values.Select(end => end.Task));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _workiz.Dispose();
        _self.Dispose();
    }

    private static BsonDocument Batch(string operation, BareAccount account, string[] uuids, int number) => new()
    {
        { "operationId", operation }, { "accountId", ObjectId.Parse(account.Id) }, { "batchNumber", number }, { "status", "pending" },
        { "jobUUIDs", new BsonArray(uuids) }, { "completedJobs", new BsonArray() }, { "failedJobs", new BsonArray() }, { "errors", new BsonArray() },
        { "retryCount", 0 },
    };

    private async Task TriggerAsync(ObjectId batch) =>
        (await _self.PostAsync(new Uri($"/api/process-batch/{batch}", UriKind.Relative), null)).EnsureSuccessStatusCode();

    private async Task<IResult> ProcessBatchAsync(string id)
    {
        var isIt = new BsonDocument("_id", ObjectId.Parse(id));
        var batch = await Batches.Find(isIt).SingleAsync();
        var account = batch["accountId"].AsObjectId;
        try
        {
            await Batches.UpdateOneAsync(isIt, Set(new BsonDocument { { "status", "processing" }, { "startTime", DateTime.UtcNow } }));
            foreach (var uuid in batch["jobUUIDs"].AsBsonArray)
            {
                await UpdateJobAsync(account, uuid.AsString);
                if (_times.Sleep > TimeSpan.Zero)
                    await Task.Delay(_times.Sleep);
            }

            await Batches.UpdateOneAsync(
                isIt, Set(new BsonDocument { { "status", "completed" }, { "completedJobs", batch["jobUUIDs"] }, { "endTime", DateTime.UtcNow } }));
            var following = new BsonDocument { { "operationId", batch["operationId"] }, { "accountId", account }, { "status", "pending" } };
            var next = await Batches.Find(following).Sort(new BsonDocument("batchNumber", 1)).FirstOrDefaultAsync();
            if (next is null)
                _ends[account].SetResult();
            else
                _ = TriggerLaterAsync(account, next["_id"].AsObjectId, _times.BeforeTrigger);
            return Results.Ok();
        }
        catch (Exception e) when (e is MongoException or HttpRequestException)
        {
            _ends[account].TrySetException(e);
            throw;
        }
    }

    /// <summary>Fire and forget, as far as the program described goes; here an error ends the account's work, and the figure.</summary>
    private async Task TriggerLaterAsync(ObjectId account, ObjectId batch, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay);
            await TriggerAsync(batch);
        }
        catch (HttpRequestException e)
        {
            _ends[account].TrySetException(e);
        }
    }

    private async Task UpdateJobAsync(ObjectId account, string uuid)
    {
        var body = await _workiz.GetByteArrayAsync(new Uri($"{_tokens[account]}/job/get/{uuid}/", UriKind.Relative));
        using var answer = JsonDocument.Parse(body);
        var fields = MongoFields.Of(answer.RootElement.GetProperty("data")[0].GetRawText());
        await Jobs.UpdateOneAsync(
            new BsonDocument { { "UUID", uuid }, { "accountId", account } },
            Set(fields.Set("lastUpdated", DateTime.UtcNow).Set("accountId", account)),
            new UpdateOptions { IsUpsert = true });
    }

    private static BsonDocument Set(BsonDocument fields) => new("$set", fields);
}
