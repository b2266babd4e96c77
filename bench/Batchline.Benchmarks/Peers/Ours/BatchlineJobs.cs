using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Servers;
using Batchline.Benchmarks.Staging;

namespace Batchline.Benchmarks.Peers.Ours;

/// <summary>The jobs in Batchline's own table.</summary>
internal sealed class BatchlineJobs(PostgresDatabase database, DataFolder data) : IPeerJobs
{
    public Task MarkAsync() => PostgresStores.ChangeAsync(database);

    public Task<long> LeftAsync() => PostgresStores.LeftAsync(database);

    public Task<TimeSpan?> ProcessorAsync() => ServerProcessor.ReadAsync(database.Source);

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        data.Dispose();
    }
}
