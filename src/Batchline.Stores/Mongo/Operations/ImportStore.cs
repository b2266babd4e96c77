using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Records;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Operations;

internal sealed class ImportStore(Database database) : IImport
{
    public Task ImportJobsAsync(IReadOnlyList<StoredJob> jobs, CancellationToken cancellationToken) =>
        database.WriteAsync(Collections.Jobs, [.. jobs.Select(JobUpdates.Import)], cancellationToken);

    /// <summary>States that an earlier import wrote stay unchanged.</summary>
    public Task ImportStatesAsync(IReadOnlyList<AccountState> states, CancellationToken cancellationToken) => database.TryWriteAsync(
        Collections.States,
        [.. states.Select(state => new InsertOneModel<BsonDocument>(StateDocuments.Insert(state).Set("active", false)))],
        cancellationToken);
}
