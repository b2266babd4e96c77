using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Stores.Rules;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Records;

namespace Batchline.Stores.Sqlite.Operations;

internal sealed class ImportStore(Database database) : IImport
{
    public Task ImportJobsAsync(IReadOnlyList<StoredJob> jobs, CancellationToken cancellationToken)
    {
        var prepared = jobs.Select(job => (Job: job, Facts: JobFacts.Of(job.Document), Words: JobIndex.TextOf(job.Document))).ToList();
        return database.WriteAsync(
            session =>
            {
                foreach (var (job, facts, words) in prepared)
                {
                    // The feed does not tell whether an import changed the words.
                    if (session.Execute(JobWrites.Import, JobWrites.Imported(job, facts)) > 0)
                        session.Execute(JobIndex.Put, job.AccountId.Value, job.Document.Uuid, words);
                }

                return prepared.Count;
            },
            cancellationToken);
    }

    public Task ImportStatesAsync(IReadOnlyList<AccountState> states, CancellationToken cancellationToken) => database.WriteAsync(
        session => states.Count(state => StateRows.Import(session, state)),
        cancellationToken);
}
