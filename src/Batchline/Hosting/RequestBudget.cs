using Batchline.Engine.Drivers;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Hosting;

/// <summary>How long a request may work: the slice budget, without what the self-trigger needs at its end.</summary>
internal sealed class RequestBudget(SelfTrigger trigger, TimeProvider clock, IOptions<ProcessOptions> process)
{
    public RequestTime Begin() => new(clock, process.Value.SliceBudget - trigger.Patience);
}
