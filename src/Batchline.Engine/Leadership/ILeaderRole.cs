using Batchline.Engine.Failures;

namespace Batchline.Engine.Leadership;

/// <summary>
/// The one role a database has. Whoever holds it does what several processes must not do at once. The store's clock judges
/// when a holder's time is over. Any call may throw <see cref="StoreUnavailableException"/>, and repeating it is safe.
/// </summary>
public interface ILeaderRole
{
    /// <summary>
    /// Takes the role when nobody holds it, when its holder's time is over or when its holder is known to be dead; makes the
    /// owner's time longer when the owner holds it. Null: somebody else holds it.
    /// </summary>
    Task<LeaderClaim?> TakeAsync(string owner, TimeSpan lasting, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the leases that a leader took which lost its role. It stopped at its own deadline, which was before the role could
    /// be taken, so its accounts need not wait until those leases run out.
    /// </summary>
    Task EndLeasesAsync(long leader, CancellationToken cancellationToken);

    /// <summary>
    /// Gives the role up, while leases taken under it may still be held. It changes nothing when somebody else holds the role.
    /// </summary>
    Task LeaveAsync(string owner, CancellationToken cancellationToken);
}
