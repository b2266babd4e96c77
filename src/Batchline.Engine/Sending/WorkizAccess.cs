using Batchline.Engine.Faults;
using Batchline.Engine.Workiz;

namespace Batchline.Engine.Sending;

/// <summary>The way to Workiz that all accounts of this process share.</summary>
internal sealed record WorkizAccess(IWorkizApi Api, RequestSlots Slots, HostCircuit Host, TimeProvider Clock);
