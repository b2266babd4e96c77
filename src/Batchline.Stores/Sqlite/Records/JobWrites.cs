using Batchline.Engine.Heads;
using Batchline.Engine.Records;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Statements;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Records;

/// <summary>What is written of a job. No write replaces a row that is newer.</summary>
internal static class JobWrites
{
    internal const string Replace = """
        INSERT INTO jobs (accountId, UUID, jobDateTime, status, lastUpdated, hash, firstSeen, changedAt, checkedAt,
            seenIn, fence, seq, changedFields, search, document)
        VALUES (@accountId, @uuid, @jobDateTime, @status, @at, @hash, @at, @at, @at, @seenIn, @fence, @seq, '[]', '', @document)
        ON CONFLICT (accountId, UUID) DO UPDATE SET
            jobDateTime = excluded.jobDateTime, status = excluded.status, lastUpdated = excluded.lastUpdated,
            hash = excluded.hash, changedAt = excluded.changedAt, missingSince = NULL, checkedAt = excluded.checkedAt,
            seenIn = coalesce(excluded.seenIn, seenIn), fence = excluded.fence, seq = excluded.seq,
            changedFields = @changedFields, search = excluded.search, document = excluded.document
        WHERE (fence, seq) <= (excluded.fence, excluded.seq)
        """;

    internal const string Touch = """
        UPDATE jobs SET lastUpdated = @at, checkedAt = @at, missingSince = NULL, seenIn = coalesce(@seenIn, seenIn),
            fence = @fence, seq = @seq
        WHERE accountId = @accountId AND UUID = @uuid AND (fence, seq) <= (@fence, @seq)
        """;

    internal const string MarkMissing = """
        UPDATE jobs SET checkedAt = @at, missingSince = coalesce(missingSince, @at), seenIn = coalesce(@seenIn, seenIn),
            fence = @fence, seq = @seq
        WHERE accountId = @accountId AND UUID = @uuid AND (fence, seq) <= (@fence, @seq)
        """;

    /// <summary>A job with everything that another store noted about it. A row that is newer stays.</summary>
    internal const string Import = """
        INSERT INTO jobs (accountId, UUID, jobDateTime, status, lastUpdated, hash, firstSeen, changedAt, missingSince, checkedAt,
            seenIn, fence, seq, changedFields, search, document)
        VALUES (@accountId, @uuid, @jobDateTime, @status, @lastUpdated, @hash, @firstSeen, @changedAt, @missingSince, @checkedAt,
            @seenIn, @fence, @seq, @changedFields, '', @document)
        ON CONFLICT (accountId, UUID) DO UPDATE SET
            jobDateTime = excluded.jobDateTime, status = excluded.status, lastUpdated = excluded.lastUpdated, hash = excluded.hash,
            firstSeen = excluded.firstSeen, changedAt = excluded.changedAt, missingSince = excluded.missingSince,
            checkedAt = excluded.checkedAt, seenIn = excluded.seenIn, fence = excluded.fence, seq = excluded.seq,
            changedFields = excluded.changedFields, search = excluded.search, document = excluded.document
        WHERE (jobs.fence, jobs.seq) <= (excluded.fence, excluded.seq)
        """;

    /// <summary>The values of <see cref="Import"/>.</summary>
    public static SqlValue[] Imported(StoredJob job, JobFacts facts)
    {
        var sync = job.Sync;
        return
        [
        job.AccountId.Value,
        job.Document.Uuid,
        facts.JobDateTime,
        facts.Status,
        job.LastUpdated,
        sync.Hash,
        sync.FirstSeen,
        sync.ChangedAt,
        sync.MissingSince,
        sync.CheckedAt,
        sync.SeenIn?.Value,
        sync.Fence,
        sync.Seq,
        SqlValue.Of(sync.ChangedFields),
        job.Document.Json,
        ];
    }

    public static void Write(SqlSession session, AccountId account, JobWrite write, JobFacts? facts, HeadWrite head)
    {
        if (facts is null)
        {
            session.Execute(
                write.Kind == JobWriteKind.Touch ? Touch : MarkMissing,
                write.At,
                write.SeenIn?.Value,
                head.Fence,
                head.Seq,
                account.Value,
                write.Uuid);
            return;
        }

        session.Execute(
            Replace,
            account.Value,
            write.Uuid,
            facts.JobDateTime,
            facts.Status,
            write.At,
            write.Hash,
            write.SeenIn?.Value,
            head.Fence,
            head.Seq,
            write.Document?.Json,
            SqlValue.Of(write.ChangedFields));
    }
}
