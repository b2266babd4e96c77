using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Served;
using Batchline.Benchmarks.Staging;
using Batchline.Settings.Sections;

namespace Batchline.Benchmarks.Servers;

/// <summary>Our side on PostgreSQL.</summary>
internal static class PostgresStores
{
    public const string Server = "PostgreSQL";

    /// <summary>The program without its web server, on an empty database.</summary>
    public static Task<Stage> SetAsync(PostgresDatabase database, DataFolder data, Uri workiz, TimeSpan interval) =>
        Stage.SetAsync(data, workiz, interval, database: Settings(database));

    /// <summary>The program as a process.</summary>
    public static Task<ServedProgram> ServeAsync(
        PostgresDatabase database, DataFolder data, Uri workiz, TimeSpan interval, HostingMode mode = HostingMode.Worker) =>
        ServedProgram.StartAsync(data, workiz, interval, mode: mode, database: Settings(database));

    /// <summary>Every stored job is another one than Workiz has. The feed hears nothing of it, and what it leaves is cleaned up.</summary>
    public static async Task ChangeAsync(PostgresDatabase database)
    {
        foreach (var statement in (string[])
        [
            """
            ALTER TABLE batchline.jobs DISABLE TRIGGER USER;
            UPDATE batchline.jobs SET hash = 'old', status = 'Before', document = regexp_replace(document, '"Status":\s*"[^"]*"', '"Status":"Before"');
            ALTER TABLE batchline.jobs ENABLE TRIGGER USER
            """,
            "VACUUM batchline.jobs",
        ])
        {
            await using var change = database.Source.CreateCommand(statement);
            await change.ExecuteNonQueryAsync();
        }
    }

    /// <returns>How many jobs were not written since.</returns>
    public static async Task<long> LeftAsync(PostgresDatabase database)
    {
        await using var count = database.Source.CreateCommand("SELECT count(*) FROM batchline.jobs WHERE hash = 'old'");
        return (long)(await count.ExecuteScalarAsync() ?? 0L);
    }

    private static Dictionary<string, string> Settings(PostgresDatabase database) => new()
    {
        ["Store:Provider"] = "Postgres",
        ["Store:ConnectionString"] = database.Uri,
        ["Security:EncryptionKey"] = Convert.ToBase64String(new byte[32]),
    };
}
