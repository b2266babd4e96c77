using Batchline.Engine;
using Batchline.Engine.Drivers;
using Microsoft.Extensions.Options;

namespace Batchline.Hosting;

/// <summary>How long a request may work: the slice budget, without what the self-trigger needs at its end.</summary>
internal sealed class RequestBudget(SelfTrigger trigger, TimeProvider clock, IOptions<ProcessOptions> process)
{
    public Countdown Begin() => new(clock, process.Value.SliceBudget - trigger.Patience);
}
