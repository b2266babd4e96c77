using Batchline.Engine.Leadership;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Variants;

/// <summary>The leader's role without one of its rules.</summary>
internal sealed class BrokenRole(ILeaderRole inner, Variant variant) : ILeaderRole
{
    private long? _own;

    public static ILeaderRole Of(ILeaderRole role, Variant variant) =>
        variant is Variant.RoleForEverybody or Variant.LeasesOfTheLivingEnd ? new BrokenRole(role, variant) : role;

    public async Task<LeaderClaim?> TakeAsync(string owner, TimeSpan lasting, CancellationToken cancellationToken)
    {
        var claim = await inner.TakeAsync(owner, lasting, cancellationToken);
        if (claim is null && variant == Variant.RoleForEverybody)
            return new LeaderClaim(1, Lost: null);
        if (claim is not null && claim.Fence == _own && variant == Variant.LeasesOfTheLivingEnd)
            await inner.EndLeasesAsync(claim.Fence, cancellationToken);
        _own = claim?.Fence;
        return claim;
    }

    public Task EndLeasesAsync(long leader, CancellationToken cancellationToken) => inner.EndLeasesAsync(leader, cancellationToken);

    public Task LeaveAsync(string owner, CancellationToken cancellationToken) => inner.LeaveAsync(owner, cancellationToken);
}
