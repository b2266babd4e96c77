using Batchline.Engine.Heads;
using Batchline.Engine.Leadership;
using Batchline.Engine.Settings;
using Batchline.Engine.Telemetry;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Leases;

/// <summary>Takes leases.</summary>
internal sealed class LeaseGranter(
    IHeadStore heads, TimeProvider clock, IdGenerator ids, IOptions<ProcessOptions> options, Instruments instruments)
{
    /// <summary>Null: the account is being worked on.</summary>
    /// <param name="account">The account.</param>
    /// <param name="term">The lease ends with it; null: a request works on the account.</param>
    /// <param name="cancellationToken">Gives up before the lease is taken.</param>
    public async Task<Lease?> AcquireAsync(AccountId account, LeaderTerm? term, CancellationToken cancellationToken)
    {
        var duration = options.Value.LeaseDuration ?? ProcessOptions.UsualLease;
        var sent = clock.GetTimestamp();
        var head = await heads.AcquireAsync(account, ids.Next(), duration, term?.Fence, cancellationToken);
        return head is null ? null : new Lease(heads, clock, ids, instruments, head, sent, duration, term);
    }
}
