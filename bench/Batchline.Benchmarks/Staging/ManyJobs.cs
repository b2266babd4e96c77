using Batchline.Benchmarks.Reporting;

namespace Batchline.Benchmarks.Staging;

/// <summary>Accounts with many small jobs, made by the database itself.</summary>
internal static class ManyJobs
{
    /// <summary>The tables must be there already, and empty.</summary>
    public static void Insert(DataFolder data, int accounts, int jobsPerAccount) => data.Execute($$"""
        BEGIN;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {{accounts}})
        INSERT INTO accounts (id, name, workizApiKey, enabled, deleting, createdAt, updatedAt)
        SELECT printf('%024x', i), 'Account ' || i, 'api_' || i, 1, 0, 0, 0 FROM n;

        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {{jobsPerAccount}})
        INSERT INTO jobs (accountId, UUID, jobDateTime, status, lastUpdated, fence, seq, changedFields, search, document)
        SELECT accounts.id, printf('J%07d', n.i), '2026-01-01 08:00:00', 'Done', 0, 0, 0, '[]', '', '{}' FROM accounts, n;
        COMMIT;
        """ + Ready);

    /// <summary>Forgets what ran: only accounts, listed before, and their jobs are left.</summary>
    public static void Reset(DataFolder data) => data.Execute($"""
        BEGIN; DELETE FROM batches; DELETE FROM batchAccountStates; DELETE FROM operations; DELETE FROM accountHeads; COMMIT;
        {Ready}
        """);

    private const string Ready = """

        INSERT INTO accountHeads (accountId, body) SELECT id, '{"listedAt":"2026-01-01T00:00:00+00:00"}' FROM accounts;
        UPDATE jobWordsDone SET position = (SELECT coalesce(max(position), 0) FROM changes), accountId = NULL, UUID = NULL;
        PRAGMA wal_checkpoint(TRUNCATE);
        """;
}
