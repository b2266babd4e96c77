using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Servers;
using Batchline.Benchmarks.Staging;
using Npgsql;

namespace Batchline.Benchmarks.Peers.Ours;

/// <summary>The jobs in Batchline's own table.</summary>
internal sealed class BatchlineJobs(PostgresDatabase database, DataFolder data) : IPeerJobs
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(database.ConnectionString);

    public Task MarkAsync() => PostgresStores.ChangeAsync(database, data);

    public Task<long> LeftAsync() => PostgresStores.LeftAsync(database, data);

    public Task<TimeSpan?> ProcessorAsync() => ServerProcessor.ReadAsync(_source);

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await database.DisposeAsync();
        data.Dispose();
    }
}
