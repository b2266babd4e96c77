using Batchline.Benchmarks.Reporting;

namespace Batchline.Benchmarks.Staging;

/// <summary>Our side on PostgreSQL. Until that store is there: on the embedded database.</summary>
internal static class PostgresStores
{
    public static async Task<Stage> SetAsync(PostgresDatabase database, DataFolder data, Uri workiz, TimeSpan interval)
    {
        _ = database;
        return await Stage.SetAsync(data, workiz, interval);
    }

    /// <summary>Every stored job is another one than Workiz has.</summary>
    public static Task ChangeAsync(PostgresDatabase database, DataFolder data)
    {
        _ = database;
        data.Execute("UPDATE jobs SET hash = 'old', document = json_set(document, '$.Status', 'Before'); PRAGMA wal_checkpoint(TRUNCATE)");
        return Task.CompletedTask;
    }
}
