using Batchline.Engine.Leadership;

namespace Batchline.UnitTests.Engine.Leadership;

/// <summary>A role whose store fails as the test says.</summary>
internal sealed class FlakyRole(ILeaderRole inner) : ILeaderRole
{
    public Func<Exception>? Fault { get; set; }

    public Func<Exception>? EndFault { get; set; }

    /// <summary>The leaders whose leases were ended.</summary>
    public List<long> Ended { get; } = [];

    public Task<LeaderClaim?> TakeAsync(string owner, TimeSpan lasting, CancellationToken cancellationToken) =>
        Fault is { } fault ? throw fault() : inner.TakeAsync(owner, lasting, cancellationToken);

    public async Task EndLeasesAsync(long leader, CancellationToken cancellationToken)
    {
        if (EndFault is { } fault)
            throw fault();
        await inner.EndLeasesAsync(leader, cancellationToken);
        Ended.Add(leader);
    }

    public Task LeaveAsync(string owner, CancellationToken cancellationToken) => inner.LeaveAsync(owner, cancellationToken);
}
