using Batchline.Engine.Leadership;
using Batchline.Rehearsal.Scheduling;

namespace Batchline.SimulationTests.Checks;

/// <summary>Tells <see cref="LeaderWatch"/> what a process comes to believe about the role.</summary>
internal sealed class CheckedRole(ILeaderRole inner, SimNode node, SimClock clock, LeaderWatch watch) : ILeaderRole
{
    public async Task<LeaderClaim?> TakeAsync(string owner, TimeSpan lasting, CancellationToken cancellationToken)
    {
        var sentAt = clock.Elapsed;
        var claim = await inner.TakeAsync(owner, lasting, cancellationToken);
        if (claim is not null)
            watch.Taken(node, owner, sentAt);
        return claim;
    }

    public Task EndLeasesAsync(long leader, CancellationToken cancellationToken) => inner.EndLeasesAsync(leader, cancellationToken);

    public Task LeaveAsync(string owner, CancellationToken cancellationToken)
    {
        watch.Left(owner);
        return inner.LeaveAsync(owner, cancellationToken);
    }
}
