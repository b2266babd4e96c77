using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Served;
using Batchline.Benchmarks.Staging;

namespace Batchline.Benchmarks.Servers;

/// <summary>Our side on PostgreSQL. Until that store is there: on the embedded database.</summary>
internal static class PostgresStores
{
    public static string Server => "SQLite in place of PostgreSQL";

    /// <summary>The program without its web server, on an empty database.</summary>
    public static async Task<Stage> SetAsync(PostgresDatabase database, DataFolder data, Uri workiz, TimeSpan interval)
    {
        _ = database;
        return await Stage.SetAsync(data, workiz, interval);
    }

    /// <summary>The program as a process, on a database that <see cref="SetAsync"/> made.</summary>
    public static Task<ServedProgram> ServeAsync(PostgresDatabase database, DataFolder data, Uri workiz, TimeSpan interval)
    {
        _ = database;
        return ServedProgram.StartAsync(data, workiz, interval);
    }

    /// <summary>Every stored job is another one than Workiz has.</summary>
    public static Task ChangeAsync(PostgresDatabase database, DataFolder data)
    {
        _ = database;
        data.Execute("UPDATE jobs SET hash = 'old', document = json_set(document, '$.Status', 'Before'); PRAGMA wal_checkpoint(TRUNCATE)");
        return Task.CompletedTask;
    }

    /// <returns>How many jobs were not written since.</returns>
    public static Task<long> LeftAsync(PostgresDatabase database, DataFolder data)
    {
        _ = database;
        using var connection = data.Open();
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM jobs WHERE hash = 'old'";
        return Task.FromResult((long)(count.ExecuteScalar() ?? 0L));
    }
}
