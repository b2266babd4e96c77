using Batchline.Engine.Record;

namespace Batchline.Stores;

/// <summary>For databases on one machine: spreading accounts over its processes would win nothing, so each takes what it finds.</summary>
internal sealed class OneWorker : IWorkers
{
    public Task<int> AnnounceAsync(string worker, TimeSpan lasting, CancellationToken cancellationToken) => Task.FromResult(1);

    public Task<int> CountAccountsAsync(CancellationToken cancellationToken) => Task.FromResult(int.MaxValue);

    public Task LeaveAsync(string worker, CancellationToken cancellationToken) => Task.CompletedTask;
}
