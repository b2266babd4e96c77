using Batchline.Simulator.Faults;

namespace Batchline.Simulator.Judge;

/// <summary>A <see cref="RequestRecord"/> in 48 bytes: the log keeps a million of them.</summary>
internal struct LogEntry
{
    public long Arrived;
    public long Ended;
    public string? Uuid;
    public int Account;
    public int Offset;
    public short InFlight;
    public short Status;
    public CallKind Kind;
    public FaultKind Fault;
    public RequestVerdict Verdict;
}
