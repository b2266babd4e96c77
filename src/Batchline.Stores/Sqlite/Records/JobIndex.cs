using Batchline.Engine.Changes;
using Batchline.Engine.Failures;
using Batchline.Engine.Records;
using Batchline.Stores.Rules;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Records;

/// <summary>
/// Keeps the words of jobs up to date: follows the feed of changes, and then walks through the jobs that were stored before. Each step
/// counts only if nobody else has made it meanwhile.
/// </summary>
internal sealed class JobIndex(Database database) : IJobIndex
{
    internal const string FindDone = "SELECT position, accountId, UUID FROM jobWordsDone WHERE id = 1";

    internal const string FindChanges = """
        SELECT position, accountId, UUID, kind, changedFields FROM changes WHERE position > @position ORDER BY position LIMIT @limit
        """;

    internal const string FindJob = "SELECT document FROM jobs WHERE accountId = @accountId AND UUID = @uuid";

    internal const string ListJobs = """
        SELECT accountId, UUID, document FROM jobs WHERE (accountId, UUID) > (@accountId, @uuid) ORDER BY accountId, UUID LIMIT @limit
        """;

    internal const string Put = """
        INSERT INTO jobWords (accountId, UUID, words) VALUES (@accountId, @uuid, @words)
        ON CONFLICT (accountId, UUID) DO UPDATE SET words = excluded.words WHERE words <> excluded.words
        """;

    internal const string Follow = "UPDATE jobWordsDone SET position = @next WHERE id = 1 AND position = @position";

    internal const string Walk = """
        UPDATE jobWordsDone SET accountId = @nextAccount, UUID = @nextUuid WHERE id = 1 AND accountId = @accountId AND UUID = @uuid
        """;

    /// <summary>Other writers wait for a step.</summary>
    private const int JobsPerStep = 200;

    /// <summary>Limits what one call does.</summary>
    private const int MostSteps = 100;
    private const int MostWalked = 20;
    private const int StepsBeforeSearch = 5;

    public async Task<bool> CatchUpAsync(CancellationToken cancellationToken) =>
        await RepeatAsync(FollowAsync, MostSteps, cancellationToken) | await RepeatAsync(WalkAsync, MostWalked, cancellationToken);

    /// <summary>For a search: what was just written is found at once, unless it is much. Where nobody leads, it would never be found.</summary>
    public async Task CatchUpSoonAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RepeatAsync(FollowAsync, StepsBeforeSearch, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // Reads go on while nothing can be written.
        }
    }

    /// <returns>Whether there may be more after so many steps.</returns>
    private static async Task<bool> RepeatAsync(Func<CancellationToken, Task<bool>> step, int most, CancellationToken cancellationToken)
    {
        for (var done = 0; done < most; done++)
        {
            if (!await step(cancellationToken))
                return false;
        }

        return true;
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> FollowAsync(CancellationToken cancellationToken)
    {
        var (position, changes, jobs) = await database.ReadAsync(
            session =>
            {
                var done = session.First(FindDone, row => row.Long());
                var found = session.Query(
                    FindChanges,
                    row => (Position: row.Long(), Account: row.Text(), Uuid: row.Text(), MayDiffer: JobWords.MayDiffer(row.Enum<ChangeKind>(), row.List())),
                    done,
                    JobsPerStep);
                var keys = found.Where(change => change.MayDiffer).Select(change => (change.Account, change.Uuid)).Distinct();
                return (done, found, keys.SelectMany(key => session.Query(FindJob, row => (key.Account, key.Uuid, Json: row.Text()), key.Account, key.Uuid)).ToList());
            },
            cancellationToken);
        if (changes.Count > 0)
            await PutAsync(jobs, session => session.Execute(Follow, changes[^1].Position, position), cancellationToken);
        return changes.Count == JobsPerStep;
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> WalkAsync(CancellationToken cancellationToken)
    {
        var ((account, uuid), jobs) = await database.ReadAsync(
            session =>
            {
                var done = session.First(FindDone, row => row.Long() >= 0 ? (Account: row.TextOrNull(), Uuid: row.TextOrNull()) : default);
                return (done, done.Account is null
                    ? []
                    : session.Query(ListJobs, row => (Account: row.Text(), Uuid: row.Text(), Json: row.Text()), done.Account, done.Uuid, JobsPerStep));
            },
            cancellationToken);
        if (account is null)
            return false;
        var isMore = jobs.Count == JobsPerStep;
        await PutAsync(
            jobs, session => session.Execute(Walk, isMore ? jobs[^1].Account : null, isMore ? jobs[^1].Uuid : null, account, uuid), cancellationToken);
        return isMore;
    }

    private Task<bool> PutAsync(
        IEnumerable<(string Account, string Uuid, string Json)> jobs, Func<SqlSession, int> advance, CancellationToken cancellationToken)
    {
        var words = jobs.Select(job => (job.Account, job.Uuid, Words: TextOf(new JobDocument(job.Uuid, job.Json)))).ToList();
        return database.WriteAsync(
            session =>
            {
                if (advance(session) == 0)
                    return false;
                foreach (var job in words)
                    session.Execute(Put, job.Account, job.Uuid, job.Words);
                return true;
            },
            cancellationToken);
    }

    public static string TextOf(JobDocument job) => string.Concat(JobWords.Of(job).Select(word => " " + word));
}
