using Batchline.Engine.Heads;
using Batchline.Engine.Records;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Postgres.Records;

/// <summary>
/// What the checkpoints of many accounts write of jobs: one statement for each kind of write. A row that has the write already stays, so that a
/// repeated checkpoint is no change in the feed.
/// </summary>
internal static class JobWrites
{
    private static readonly RowSet<Row> Looks = Common(new RowSet<Row>());

    private static readonly RowSet<Row> Contents = Common(new RowSet<Row>())
        .Text("job_date_time", row => row.Facts?.JobDateTime)
        .Text("status", row => row.Facts?.Status)
        .Text("hash", row => row.Write.Hash)
        .Text("changed_fields", row => SqlValue.Of(row.Write.ChangedFields))
        .Json("document", row => row.Write.Document?.Json);

    /// <summary>A new job has no fields that changed.</summary>
    internal static readonly string Replace = $"""
        INSERT INTO jobs (account_id, uuid, job_date_time, status, last_updated, hash, first_seen, changed_at, checked_at, seen_in,
            fence, seq, changed_fields, document)
        SELECT w.account_id, w.uuid, w.job_date_time, w.status, w.at, w.hash, w.at, w.at, w.at, w.seen_in, w.fence, w.seq,
            CASE WHEN w.changed_fields = '[]' THEN '[]' ELSE coalesce((
                SELECT w.changed_fields FROM jobs AS known WHERE known.account_id = w.account_id AND known.uuid = w.uuid), '[]') END,
            w.document
        FROM {Contents.Unnest} {OfWritten}
        ON CONFLICT (account_id, uuid) DO UPDATE SET
            job_date_time = excluded.job_date_time, status = excluded.status, last_updated = excluded.last_updated,
            hash = excluded.hash, changed_at = excluded.changed_at, missing_since = NULL, checked_at = excluded.checked_at,
            seen_in = coalesce(excluded.seen_in, jobs.seen_in), fence = excluded.fence, seq = excluded.seq,
            changed_fields = excluded.changed_fields, document = excluded.document
        WHERE (jobs.fence, jobs.seq) < (excluded.fence, excluded.seq)
        """;

    internal static readonly string Touch = $"""
        UPDATE jobs AS j SET last_updated = w.at, checked_at = w.at, missing_since = NULL, seen_in = coalesce(w.seen_in, j.seen_in),
            fence = w.fence, seq = w.seq
        {OfLooked}
        """;

    internal static readonly string MarkMissing = $"""
        UPDATE jobs AS j SET checked_at = w.at, missing_since = coalesce(j.missing_since, w.at), seen_in = coalesce(w.seen_in, j.seen_in),
            fence = w.fence, seq = w.seq
        {OfLooked}
        """;

    private static readonly RowSet<(StoredJob Job, JobFacts Facts)> Imported = new RowSet<(StoredJob Job, JobFacts Facts)>()
        .Text("account_id", row => row.Job.AccountId.Value)
        .Text("uuid", row => row.Job.Document.Uuid)
        .Text("job_date_time", row => row.Facts.JobDateTime)
        .Text("status", row => row.Facts.Status)
        .Time("last_updated", row => row.Job.LastUpdated)
        .Text("hash", row => row.Job.Sync.Hash)
        .Time("first_seen", row => row.Job.Sync.FirstSeen)
        .Time("changed_at", row => row.Job.Sync.ChangedAt)
        .Time("missing_since", row => row.Job.Sync.MissingSince)
        .Time("checked_at", row => row.Job.Sync.CheckedAt)
        .Text("seen_in", row => row.Job.Sync.SeenIn?.Value)
        .Number("fence", row => row.Job.Sync.Fence)
        .Number("seq", row => row.Job.Sync.Seq)
        .Text("changed_fields", row => SqlValue.Of(row.Job.Sync.ChangedFields))
        .Json("document", row => row.Job.Document.Json);

    /// <summary>Jobs with everything that another store noted about them. Rows that are newer stay.</summary>
    internal static readonly string Import = $"""
        INSERT INTO jobs ({string.Join(", ", Imported.Names)})
        SELECT * FROM {Imported.Unnest} ORDER BY account_id, uuid
        ON CONFLICT (account_id, uuid) DO UPDATE SET
            {string.Join(", ", Imported.Names.Skip(2).Select(name => $"{name} = excluded.{name}"))}
        WHERE (jobs.fence, jobs.seq) <= (excluded.fence, excluded.seq)
        """;

    /// <summary>Only rows of checkpoints whose head is written.</summary>
    private static string OfWritten => "JOIN account_heads AS h ON h.account_id = w.account_id AND h.write_id = w.write_id";

    private static string OfLooked => $"""
        FROM {Looks.Unnest} {OfWritten}
        WHERE j.account_id = w.account_id AND j.uuid = w.uuid AND (j.fence, j.seq) < (w.fence, w.seq)
        """;

    public static IEnumerable<Statement> Of(IReadOnlyList<Checkpoint> group)
    {
        // What a checkpoint writes twice is as the last write has it.
        var rows = group.SelectMany(checkpoint => checkpoint.Jobs, (checkpoint, job) => new Row(checkpoint, job))
            .GroupBy(row => (row.Account, row.Write.Uuid), (_, same) => same.Last())
            .ToLookup(row => row.Write.Kind);
        if (rows.Contains(JobWriteKind.Replace))
            yield return new Statement(Replace, Contents.Of([.. rows[JobWriteKind.Replace]]));
        if (rows.Contains(JobWriteKind.Touch))
            yield return new Statement(Touch, Looks.Of([.. rows[JobWriteKind.Touch]]));
        if (rows.Contains(JobWriteKind.MarkMissing))
            yield return new Statement(MarkMissing, Looks.Of([.. rows[JobWriteKind.MarkMissing]]));
    }

    public static Statement Importing(IEnumerable<StoredJob> jobs) => new(Import, Imported.Of([.. jobs
        .GroupBy(job => (job.AccountId, job.Document.Uuid), (_, same) => same.Last())
        .Select(job => (job, JobFacts.Of(job.Document)))]));

    private static RowSet<Row> Common(RowSet<Row> rows) => rows
        .Text("account_id", row => row.Account)
        .Text("uuid", row => row.Write.Uuid)
        .Time("at", row => row.Write.At)
        .Text("seen_in", row => row.Write.SeenIn?.Value)
        .Number("fence", row => row.Head.Fence)
        .Number("seq", row => row.Head.Seq)
        .Text("write_id", row => row.Head.WriteId);

    private sealed class Row(Checkpoint checkpoint, JobWrite write)
    {
        public string Account => checkpoint.AccountId.Value;

        public HeadWrite Head => checkpoint.Head;

        public JobWrite Write => write;

        /// <summary>Only of content.</summary>
        public JobFacts? Facts { get; } = write.Document is { } document ? JobFacts.Of(document) : null;
    }
}
