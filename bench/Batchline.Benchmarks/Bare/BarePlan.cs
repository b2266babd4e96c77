using System.Text.Json;
using Batchline.Benchmarks.Reporting;
using Microsoft.Data.Sqlite;

namespace Batchline.Benchmarks.Bare;

/// <summary>The batch rows of a plan, inserted with the bare driver: the UUIDs are known, one statement, large transactions.</summary>
internal static class BarePlan
{
    public const int BatchSize = 10;
    private const int RowsPerTransaction = 5_000;

    private const string Insert = """
        INSERT INTO batches (id, operationId, accountId, batchNumber, status, retryCount, autoRetries, fence, seq,
            jobUUIDs, completedJobs, failedJobs, missingJobs, errors)
        VALUES (@id, @operation, @account, @number, 'pending', 0, 0, 1, 1, @uuids, '[]', '[]', '[]', '[]')
        """;

    public static void Run(DataFolder data, int accounts, int jobsPerAccount)
    {
        using var connection = data.Open();
        using var insert = connection.CreateCommand();
        insert.CommandText = Insert;
        foreach (var name in (string[])["@id", "@operation", "@account", "@number", "@uuids"])
            insert.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        insert.Parameters["@operation"].Value = $"{1:x24}";
        var rows =
            from account in Enumerable.Range(1, accounts)
            from number in Enumerable.Range(1, jobsPerAccount / BatchSize)
            select (Account: account, Number: number);
        var id = 0;
        foreach (var chunk in rows.Chunk(RowsPerTransaction))
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            insert.Transaction = transaction;
            foreach (var (account, number) in chunk)
            {
                string[] uuids = [.. Enumerable.Range((number - 1) * BatchSize + 1, BatchSize).Select(job => $"J{job:0000000}")];
                insert.Parameters["@id"].Value = $"{++id:x24}";
                insert.Parameters["@account"].Value = $"{account:x24}";
                insert.Parameters["@number"].Value = number;
                insert.Parameters["@uuids"].Value = JsonSerializer.Serialize(uuids);
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
        }
    }
}
