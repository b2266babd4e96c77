using Batchline.Engine.Changes;
using Batchline.Engine.Failures;
using Batchline.Engine.Records;
using Batchline.Stores.Postgres.Changes;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Postgres.Records;

/// <summary>Keeps the words of jobs up to date by following the feed of changes. Each step counts only if nobody else has made it meanwhile.</summary>
internal sealed class JobIndex(Database database, ChangeFeed feed) : IJobIndex
{
    internal const string FindChanges = """
        SELECT c.position, c.account_id, c.uuid, c.kind, c.changed_fields, j.document, d.position
        FROM job_words_done AS d CROSS JOIN LATERAL (
            SELECT * FROM changes WHERE position > d.position ORDER BY position LIMIT @limit) AS c
        LEFT JOIN jobs AS j ON j.account_id = c.account_id AND j.uuid = c.uuid
        ORDER BY c.position
        """;

    internal const string Follow = "UPDATE job_words_done SET position = @next WHERE id = 1 AND position = @position";

    private static readonly RowSet<StoredWords> Rows = new RowSet<StoredWords>()
        .Text("account_id", job => job.Account)
        .Text("uuid", job => job.Uuid)
        .Text("words", job => job.Words);

    /// <summary>A job that was deleted meanwhile has none.</summary>
    internal static readonly string Put = $"""
        INSERT INTO job_words (account_id, uuid, words)
        SELECT w.account_id, w.uuid, array_to_tsvector(string_to_array(w.words, ' '))
        FROM {Rows.Unnest} JOIN jobs AS j ON j.account_id = w.account_id AND j.uuid = w.uuid
        ORDER BY w.account_id, w.uuid
        ON CONFLICT (account_id, uuid) DO UPDATE SET words = excluded.words WHERE job_words.words <> excluded.words
        """;

    private const int JobsPerStep = 200;

    /// <summary>Limits what one call does.</summary>
    private const int MostSteps = 100;
    private const int StepsBeforeSearch = 5;
    private const string Place = "job_words";

    public Task<bool> CatchUpAsync(CancellationToken cancellationToken) => RepeatAsync(MostSteps, cancellationToken);

    /// <summary>For a search: what was just written is found at once, unless it is much. Where nobody leads, it would never be found.</summary>
    public async Task CatchUpSoonAsync(CancellationToken cancellationToken)
    {
        try
        {
            await feed.SettleAsync(cancellationToken);
            await RepeatAsync(StepsBeforeSearch, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // Reads go on while nothing can be written.
        }
    }

    /// <summary>Writes the words of jobs.</summary>
    public static Statement Putting(IEnumerable<StoredJob> jobs) => Putting([.. jobs.Select(job => new StoredWords(job.AccountId.Value, job.Document))]);

    private static Statement Putting(IReadOnlyList<StoredWords> jobs) =>
        new(Put, Rows.Of([.. jobs.GroupBy(job => (job.Account, job.Uuid), (_, same) => same.Last())]));

    /// <returns>Whether there may be more after so many steps.</returns>
    private async Task<bool> RepeatAsync(int most, CancellationToken cancellationToken)
    {
        for (var done = 0; done < most; done++)
        {
            if (!await StepAsync(cancellationToken))
                return false;
        }

        return true;
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var changes = await database.RunAsync(
            Place, session => session.QueryAsync(FindChanges, Read, [JobsPerStep], cancellationToken), cancellationToken);
        if (changes.Count == 0)
            return false;
        List<StoredWords> jobs = [.. changes.Select(change => change.Job).OfType<StoredWords>()];
        await database.WriteAsync(
            Place,
            async session => await session.ExecuteAsync(Follow, [changes[^1].Position, changes[0].Done], cancellationToken) == 1
                && await session.ExecuteAsync(Putting(jobs), cancellationToken) >= 0,
            cancellationToken);
        return changes.Count == JobsPerStep;
    }

    private static (long Position, StoredWords? Job, long Done) Read(SqlRow row)
    {
        var (position, account, uuid, kind, fields, json) = (row.Long(), row.Text(), row.Text(), row.Enum<ChangeKind>(), row.List(), row.JsonOrNull());
        return (position, json is not null && JobWords.MayDiffer(kind, fields) ? new StoredWords(account, new JobDocument(uuid, json)) : null, row.Long());
    }

    private sealed record StoredWords(string Account, JobDocument Job)
    {
        public string Uuid => Job.Uuid;

        public string Words => string.Join(' ', JobWords.Of(Job));
    }
}
