using Batchline.Simulator.Calls;
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

    public static LogEntry Of(Visit visit) => new()
    {
        Arrived = visit.Arrived,
        Ended = visit.Ended,
        Uuid = visit.Uuid,
        Account = visit.Account,
        Offset = visit.Offset,
        InFlight = (short)Math.Min(visit.InFlight, short.MaxValue),
        Status = (short)visit.Status,
        Kind = visit.Kind,
        Fault = visit.Fault,
        Verdict = visit.Verdict,
    };
}
