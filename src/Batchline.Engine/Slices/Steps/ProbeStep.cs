using Batchline.Engine.Discover;
using Batchline.Engine.Operations;
using Batchline.Engine.Process;

namespace Batchline.Engine.Slices.Steps;

/// <summary>One cheap request that tells a bad job from a bad hour, and a slip from a refused token.</summary>
internal sealed class ProbeStep(IWorkizApi api, Setbacks setbacks, HostCircuit host) : ISliceStep
{
    public SliceWork Work => SliceWork.Probe;

    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        if (slice.Body.Faults.CircuitOpen && host.Release(slice.Account.Id))
        {
            await slice.CommitAsync(slice.Body with { Faults = slice.Body.Faults with { CircuitOpen = false } });
            return null;
        }
        if (host.WaitFor(slice.Account.Id) is { } wait)
            return new SliceEnd(wait, WaitingReason.Upstream);

        var answer = await slice.SendAsync(api.ProbeAsync);
        var run = slice.Called(slice.Run);
        switch (answer)
        {
            case WorkizAnswer.Refused refused:
                return await setbacks.BlockAsync(slice, refused.Message);
            case null:
                host.Leave(slice.Account.Id);
                return await setbacks.NotNowAsync(slice, answer, run);
            case WorkizAnswer.QuotaReached:
                return await setbacks.NotNowAsync(slice, answer, run);
            case WorkizAnswer.Transient transient:
                return await setbacks.OpenCircuitAsync(slice, FaultPolicy.Trip(slice.Body.Faults), run, transient.Message);
            default:
                var (faults, charged) = FaultPolicy.OnAlive(slice.Body.Faults);
                await slice.CommitAsync(slice.Body with
                {
                    Faults = faults,
                    Run = setbacks.Charge(slice, run, charged) with { Error = null },
                });
                return null;
        }
    }
}
