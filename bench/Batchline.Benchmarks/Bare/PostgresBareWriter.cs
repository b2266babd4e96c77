using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace Batchline.Benchmarks.Bare;

/// <summary>The upsert of jobs with the bare driver: whatever is queued goes into one prepared statement over <c>unnest</c>.</summary>
internal sealed class PostgresBareWriter : IAsyncDisposable
{
    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;

    private const string Upsert = """
        INSERT INTO bare_jobs (account_id, uuid, job_date_time, status, last_updated, document)
        SELECT account_id, uuid, job_date_time, status, $5, document
        FROM unnest($1, $2, $3, $4, $6) AS job (account_id, uuid, job_date_time, status, document)
        ON CONFLICT (account_id, uuid) DO UPDATE SET job_date_time = excluded.job_date_time, status = excluded.status,
            last_updated = excluded.last_updated, document = excluded.document
        """;

    private readonly Channel<(BareJob Job, TaskCompletionSource Done)> _queue = Channel.CreateUnbounded<(BareJob, TaskCompletionSource)>();
    private readonly NpgsqlConnection _connection;
    private readonly Task _loop;

    private PostgresBareWriter(NpgsqlConnection connection)
    {
        _connection = connection;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Stored as a record is stored best: text in line, room for updates on the same page, no index but the key.</summary>
    public static async Task CreateTableAsync(NpgsqlDataSource database)
    {
        await using var create = database.CreateCommand("""
            CREATE TABLE IF NOT EXISTS bare_jobs (
                account_id text COLLATE "C" NOT NULL, uuid text COLLATE "C" NOT NULL, job_date_time text, status text, last_updated bigint NOT NULL,
                document text COMPRESSION lz4 NOT NULL, PRIMARY KEY (account_id, uuid))
            WITH (fillfactor = 85, toast_tuple_target = 256);
            ALTER TABLE bare_jobs ALTER COLUMN document SET STORAGE MAIN
            """);
        await create.ExecuteNonQueryAsync();
    }

    public static async Task<PostgresBareWriter> OpenAsync(NpgsqlDataSource database) => new(await database.OpenConnectionAsync());

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
        await _connection.DisposeAsync();
    }

    private async Task RunAsync()
    {
        await using var upsert = new NpgsqlCommand(Upsert, _connection);
        foreach (var type in (NpgsqlDbType[])[Texts, Texts, Texts, Texts, NpgsqlDbType.Bigint, Texts])
            upsert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        await upsert.PrepareAsync();
        var group = new List<(BareJob Job, TaskCompletionSource Done)>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out var item))
                group.Add(item);

            try
            {
                Fill(upsert.Parameters, group.ConvertAll(item => item.Job));
                await upsert.ExecuteNonQueryAsync();
                group.ForEach(item => item.Done.SetResult());
            }
            catch (NpgsqlException e)
            {
                group.ForEach(item => item.Done.SetException(e));
            }

            group.Clear();
        }
    }

    private static void Fill(NpgsqlParameterCollection parameters, List<BareJob> jobs)
    {
        parameters[0].Value = jobs.ConvertAll(job => job.Account);
        parameters[1].Value = jobs.ConvertAll(job => job.Uuid);
        parameters[2].Value = jobs.ConvertAll(job => job.Facts.JobDateTime);
        parameters[3].Value = jobs.ConvertAll(job => job.Facts.Status);
        parameters[4].Value = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        parameters[5].Value = jobs.ConvertAll(job => job.Document);
    }
}
