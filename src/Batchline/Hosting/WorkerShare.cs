using Batchline.Engine;
using Batchline.Engine.Record;
using Microsoft.Extensions.Options;

namespace Batchline.Hosting;

/// <summary>How many accounts this process has at work at most, so that others on the same database have as many.</summary>
internal sealed class WorkerShare(IWorkers workers, IdGenerator ids, TimeProvider clock, IOptions<ProcessOptions> process)
{
    private readonly string _worker = ids.Next();
    private long? _announcedAt;
    private int _alive = 1;

    public int Accounts { get; private set; } = int.MaxValue;

    /// <summary>A dead worker's announcement runs out before its leases do: the others are ready for them.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var lease = process.Value.LeaseDuration;
        if (_announcedAt is not { } at || clock.GetElapsedTime(at) >= lease / 10)
        {
            _alive = await workers.AnnounceAsync(_worker, lease / 2, cancellationToken);
            _announcedAt = clock.GetTimestamp();
        }

        // Rounded up: the shares together hold every account.
        Accounts = _alive < 2
            ? int.MaxValue
            : (int)Math.Ceiling((double)await workers.CountAccountsAsync(cancellationToken) / _alive);
    }

    public Task LeaveAsync() => workers.LeaveAsync(_worker, CancellationToken.None);
}
