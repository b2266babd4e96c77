using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;

namespace Batchline.Simulator.Judge;

/// <summary>Counters that outlive the log's memory.</summary>
internal sealed class Tally
{
    private readonly long[] kinds = new long[Enum.GetValues<CallKind>().Length];
    private readonly long[] statuses = new long[600];
    private readonly long[] faults = new long[Enum.GetValues<FaultKind>().Length];
    private long manners;

    public long Manners => Volatile.Read(ref manners);

    public void CountArrival(CallKind kind, RequestVerdict verdict)
    {
        Interlocked.Increment(ref kinds[(int)kind]);
        if ((verdict & RequestVerdict.Manners) != 0)
            Interlocked.Increment(ref manners);
    }

    public void CountEnd(int status, FaultKind fault)
    {
        Interlocked.Increment(ref statuses[status]);
        Interlocked.Increment(ref faults[(int)fault]);
    }

    public long Of(int status) => Volatile.Read(ref statuses[status]);

    public Dictionary<CallKind, long> ByKind() =>
        Enum.GetValues<CallKind>().ToDictionary(kind => kind, kind => Volatile.Read(ref kinds[(int)kind]));

    public Dictionary<int, long> ByStatus() =>
        Enumerable.Range(0, statuses.Length).Where(status => Of(status) > 0).ToDictionary(status => status, Of);

    public Dictionary<FaultKind, long> ByFault() => Enum.GetValues<FaultKind>()
        .Where(fault => fault != FaultKind.None && Volatile.Read(ref faults[(int)fault]) > 0)
        .ToDictionary(fault => fault, fault => Volatile.Read(ref faults[(int)fault]));
}
