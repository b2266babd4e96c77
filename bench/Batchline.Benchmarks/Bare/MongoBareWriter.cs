using System.Threading.Channels;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Benchmarks.Bare;

/// <summary>The upsert of jobs with the bare driver: whatever is queued goes into one bulkWrite.</summary>
internal sealed class MongoBareWriter : IAsyncDisposable
{
    private readonly Channel<(WriteModel<BsonDocument> Write, TaskCompletionSource Done)> _queue =
        Channel.CreateUnbounded<(WriteModel<BsonDocument>, TaskCompletionSource)>();

    private readonly IMongoCollection<BsonDocument> _jobs;
    private readonly Task _loop;

    public MongoBareWriter(IMongoCollection<BsonDocument> jobs)
    {
        _jobs = jobs.WithWriteConcern(WriteConcern.WMajority);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Ends when the job is acknowledged.</summary>
    public Task WriteAsync(ObjectId account, string uuid, string json)
    {
        var fields = MongoFields.Of(json).Set("accountId", account).Set("lastUpdated", DateTime.UtcNow);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var filter = new BsonDocument { { "UUID", uuid }, { "accountId", account } };
        _queue.Writer.TryWrite((new UpdateOneModel<BsonDocument>(filter, new BsonDocument("$set", fields)) { IsUpsert = true }, done));
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await _loop;
    }

    private async Task RunAsync()
    {
        var group = new List<(WriteModel<BsonDocument> Write, TaskCompletionSource Done)>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            for (; _queue.Reader.TryRead(out var item); group.Add(item))
            {
            }

            try
            {
                await _jobs.BulkWriteAsync(group.Select(item => item.Write), new BulkWriteOptions { IsOrdered = false });
                group.ForEach(item => item.Done.SetResult());
            }
            catch (MongoException e)
            {
                group.ForEach(item => item.Done.SetException(e));
            }

            group.Clear();
        }
    }
}
