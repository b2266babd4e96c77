namespace Batchline.Engine.Record;

/// <summary>
/// The workers of one database, so that they can share the accounts. A hint only: what keeps them from working on the
/// same account is the lease.
/// </summary>
public interface IWorkers
{
    /// <summary>Says that this worker lives for so long, and answers how many live, this one among them.</summary>
    Task<int> AnnounceAsync(string worker, TimeSpan lasting, CancellationToken cancellationToken);

    /// <summary>How many accounts have something to do, now or later.</summary>
    Task<int> CountAccountsAsync(CancellationToken cancellationToken);

    /// <summary>This worker takes no more accounts.</summary>
    Task LeaveAsync(string worker, CancellationToken cancellationToken);
}
