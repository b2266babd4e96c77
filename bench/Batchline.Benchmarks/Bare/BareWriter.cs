using System.Threading.Channels;
using Batchline.Benchmarks.Reporting;
using Batchline.Stores.Sqlite.Records;
using Microsoft.Data.Sqlite;

namespace Batchline.Benchmarks.Bare;

/// <summary>The upsert of the store with the bare driver: whatever is queued goes into one transaction.</summary>
internal sealed class BareWriter : IAsyncDisposable
{
    private static readonly string[] Names =
    [
        "@accountId", "@uuid", "@jobDateTime", "@status", "@at", "@hash", "@seenIn", "@fence", "@seq", "@document", "@changedFields",
    ];

    private readonly Channel<(BareJob Job, TaskCompletionSource Done)> _queue = Channel.CreateUnbounded<(BareJob, TaskCompletionSource)>();
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _upsert;
    private readonly Task _loop;

    public BareWriter(DataFolder data)
    {
        _connection = data.Open();
        _upsert = _connection.CreateCommand();
        _upsert.CommandText = JobWrites.Replace;
        foreach (var name in Names)
            _upsert.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Ends when the job is committed.</summary>
    public Task WriteAsync(BareJob job)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Writer.TryWrite((job, done));
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await _loop;
        await _upsert.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var group = new List<TaskCompletionSource>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            using (var transaction = _connection.BeginTransaction(deferred: false))
            {
                _upsert.Transaction = transaction;
                for (; _queue.Reader.TryRead(out var item); group.Add(item.Done))
                    Write(item.Job);
                transaction.Commit();
            }
            group.ForEach(done => done.SetResult());
            group.Clear();
        }
    }

    private void Write(BareJob job)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        object[] values =
        [
            job.Account, job.Uuid, job.Facts.JobDateTime, job.Facts.Status, now, "", DBNull.Value, now, 0, job.Document, "[]",
        ];
        for (var index = 0; index < values.Length; index++)
            _upsert.Parameters[index].Value = values[index];
        _upsert.ExecuteNonQuery();
    }
}
