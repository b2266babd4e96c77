using Batchline.Engine.Process;
using Batchline.Engine.Record;

namespace Batchline.Engine.Slices;

/// <summary>Makes the sender of a slice from what all accounts of this process share.</summary>
internal sealed class SenderFactory(RequestSlots slots, HostCircuit host, TimeProvider clock)
{
    public PacedSender Of(Lease lease, PaceTerms terms) => new(lease, terms, slots, host, clock);
}
