using Hangfire;

namespace Batchline.Benchmarks.Peers.OnHangfire;

/// <summary>Makes the class whose method a background job calls.</summary>
internal sealed class RefreshActivator(Func<AccountRefresh> make) : JobActivator
{
    public override object ActivateJob(Type jobType) => make();
}
