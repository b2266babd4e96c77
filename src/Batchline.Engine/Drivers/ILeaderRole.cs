using Batchline.Engine.Record;

namespace Batchline.Engine.Drivers;

/// <summary>
/// The one role a database has. Whoever holds it does what several processes must not do at once. The store's clock judges
/// when a holder's time is over. Any call may throw <see cref="StoreUnavailableException"/>, and repeating it is safe.
/// </summary>
public interface ILeaderRole
{
    /// <summary>
    /// Takes the role when nobody holds it, when its holder's time is over or when its holder is known to be dead; makes the
    /// owner's time longer when the owner holds it.
    /// </summary>
    /// <returns>
    /// A fence, greater than that of every earlier holder, and the same for as long as the owner holds the role without a gap.
    /// Null: somebody else holds it.
    /// </returns>
    Task<long?> TakeAsync(string owner, TimeSpan lasting, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the leases that earlier leaders took for their own work. They stop at their own deadline, which is before their
    /// role can be taken, so their accounts need not wait until those leases run out.
    /// </summary>
    Task EndLeasesBeforeAsync(long fence, CancellationToken cancellationToken);

    /// <summary>Gives the role up. It changes nothing when somebody else holds it.</summary>
    Task LeaveAsync(string owner, CancellationToken cancellationToken);
}
