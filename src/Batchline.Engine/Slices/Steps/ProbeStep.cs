using Batchline.Engine.Discover;
using Batchline.Engine.Process;
using Batchline.Engine.Record;

namespace Batchline.Engine.Slices.Steps;

/// <summary>One cheap request that tells a bad job from a bad hour, and a slip from a refused token.</summary>
internal sealed class ProbeStep(IWorkizApi api, Setbacks setbacks) : ISliceStep
{
    public SliceWork Work => SliceWork.Probe;

    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        var answer = await slice.SendAsync(api.ProbeAsync);
        var run = slice.Run;
        switch (answer)
        {
            case null:
                return slice.Waiting();
            case WorkizAnswer.Refused refused:
                return await setbacks.BlockAsync(slice, refused.Message);
            case WorkizAnswer.QuotaReached quota:
                return await setbacks.QuotaAsync(slice, quota);
            case WorkizAnswer.Transient transient:
                return await setbacks.OpenCircuitAsync(slice, FaultPolicy.Trip(slice.Body.Faults), Outcomes.Called(run), transient.Message);
            default:
                var (faults, charged) = FaultPolicy.OnAlive(slice.Body.Faults);
                await slice.CommitAsync(slice.Body with
                {
                    Faults = faults,
                    Run = setbacks.Charge(slice, Outcomes.Called(run), charged) with { Error = null },
                });
                return null;
        }
    }
}
