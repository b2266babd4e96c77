using Batchline.Engine.Operations;
using Batchline.Engine.Record;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

internal sealed class Import(Database database) : IImport
{
    public Task ImportJobsAsync(IReadOnlyList<StoredJob> jobs, CancellationToken cancellationToken) =>
        database.WriteAsync(Collections.Jobs, [.. jobs.Select(JobUpdates.Import)], cancellationToken);

    public Task ImportStatesAsync(IReadOnlyList<AccountState> states, CancellationToken cancellationToken) =>
        database.RunAsync(Collections.States, async documents =>
        {
            try
            {
                await documents.InsertManyAsync(
                    states.Select(state => StateDocuments.Insert(state).Set("active", false)),
                    new InsertManyOptions { IsOrdered = false },
                    cancellationToken);
            }
            catch (MongoBulkWriteException e) when (!MongoErrors.IsUnavailable(e) && e.WriteErrors.All(error => error.Code == MongoErrors.DuplicateKey))
            {
                // An earlier import wrote those.
            }

            return states.Count;
        });
}
