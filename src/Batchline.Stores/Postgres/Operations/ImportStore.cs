using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Records;

namespace Batchline.Stores.Postgres.Operations;

internal sealed class ImportStore(Database database) : IImport
{
    public Task ImportJobsAsync(IReadOnlyList<StoredJob> jobs, CancellationToken cancellationToken) => database.WriteAsync(
        "jobs",
        async session =>
        {
            await session.BatchAsync(
                [JobWrites.Importing(jobs), JobIndex.Putting(jobs)], cancellationToken);
            return jobs.Count;
        },
        cancellationToken);

    public Task ImportStatesAsync(IReadOnlyList<AccountState> states, CancellationToken cancellationToken) => database.RunAsync(
        "batch_account_states", session => session.ExecuteAsync(StateRows.Adding(states, active: false), cancellationToken), cancellationToken);
}
