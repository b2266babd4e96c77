using System.Threading.Channels;
using Batchline.Benchmarks.Staging;
using Microsoft.Data.Sqlite;

namespace Batchline.Benchmarks.Bare;

/// <summary>The grouped upsert of jobs with the bare driver: whatever is queued goes into one transaction.</summary>
internal sealed class BareWriter : IAsyncDisposable
{
    private const string Upsert = """
        INSERT INTO jobs (accountId, UUID, jobDateTime, status, lastUpdated, hash, firstSeen, changedAt, checkedAt,
            fence, seq, changedFields, search, document)
        VALUES (@account, @uuid, @time, @status, @at, @hash, @at, @at, @at, 0, 0, '[]', '', @document)
        ON CONFLICT (accountId, UUID) DO UPDATE SET
            jobDateTime = excluded.jobDateTime, status = excluded.status, lastUpdated = excluded.lastUpdated,
            hash = excluded.hash, changedAt = excluded.changedAt, checkedAt = excluded.checkedAt,
            document = excluded.document
        """;

    private readonly Channel<(BareJob Job, TaskCompletionSource Done)> _queue = Channel.CreateUnbounded<(BareJob, TaskCompletionSource)>();
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _upsert;
    private readonly Task _loop;

    public BareWriter(DataFolder data)
    {
        _connection = data.Open();
        _upsert = _connection.CreateCommand();
        _upsert.CommandText = Upsert;
        foreach (var name in (string[])["@account", "@uuid", "@time", "@status", "@at", "@hash", "@document"])
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
        object[] values = [job.Account, job.Uuid, job.Time, job.Status, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), job.Hash, job.Document];
        for (var index = 0; index < values.Length; index++)
            _upsert.Parameters[index].Value = values[index];
        _upsert.ExecuteNonQuery();
    }
}
