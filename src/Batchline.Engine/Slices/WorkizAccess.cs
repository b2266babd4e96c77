using Batchline.Engine.Discover;
using Batchline.Engine.Faults;

namespace Batchline.Engine.Slices;

/// <summary>The way to Workiz that all accounts of this process share.</summary>
internal sealed record WorkizAccess(IWorkizApi Api, RequestSlots Slots, HostCircuit Host, TimeProvider Clock);
