using Batchline.Engine.Failures;

namespace Batchline.Engine.Leadership;

/// <summary>
/// The one role of a database. Its holder does what several processes must not do at once. The store's clock judges
/// when the holder's time is over. Any call may throw <see cref="StoreUnavailableException"/>, and repeating it is safe.
/// </summary>
public interface ILeaderRole
{
    /// <summary>
    /// Takes the role if it is free, if its holder's time is over, or if its holder is known to be dead. If the owner holds it
    /// already, extends the owner's time. Null: another process holds it.
    /// </summary>
    Task<LeaderClaim?> TakeAsync(string owner, TimeSpan lasting, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the leases that were taken by a leader that lost its role. That leader stopped at its own deadline, which came before
    /// the role could be taken, so its accounts need not wait until the leases expire.
    /// </summary>
    Task EndLeasesAsync(long leader, CancellationToken cancellationToken);

    /// <summary>Gives up the role, possibly while leases taken under it are still held. Changes nothing if another process holds the role.</summary>
    Task LeaveAsync(string owner, CancellationToken cancellationToken);
}
