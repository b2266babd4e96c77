using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Leases;
using Batchline.Engine.Settings;
using Batchline.Engine.Telemetry;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Batchline.UnitTests.Engine.Leases;

/// <summary>A lease of 30 seconds on a single head, with a pace of one second unless another is set.</summary>
internal sealed class LeaseBench
{
    private readonly LeaseGranter _leases;

    public LeaseBench()
    {
        Store = new OneHead(Clock);
        _leases = new LeaseGranter(Store, Clock, new IdGenerator(Clock, new Random(1)), Options.Create(new ProcessOptions()), new Instruments());
    }

    public FakeTimeProvider Clock { get; } = new(Sample.Noon);

    public OneHead Store { get; }

    public static CheckpointDraft Nothing => new(new HeadBody());

    /// <summary>The lease as it is before anybody has set a pace.</summary>
    public async Task<Lease> AcquireAsync() =>
        await _leases.AcquireAsync(Sample.Account, term: null, TestEnd) ?? throw new InvalidOperationException("The lease is held.");

    public async Task<Lease> TakeAsync(TimeSpan? interval = null, TimeSpan? longestWait = null)
    {
        var lease = await AcquireAsync();
        lease.SetPace(interval ?? TimeSpan.FromSeconds(1), longestWait ?? TimeSpan.FromHours(1));
        return lease;
    }

    private static CancellationToken TestEnd => Xunit.TestContext.Current.CancellationToken;
}
