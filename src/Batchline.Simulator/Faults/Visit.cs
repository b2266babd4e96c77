using Batchline.Simulator.Calls;
using Batchline.Simulator.Chance;

namespace Batchline.Simulator.Faults;

/// <summary>A request from its arrival to its end.</summary>
internal sealed class Visit(int account, CallKind kind, string? uuid, int offset, long arrived)
{
    public long Sequence { get; set; }

    public int Account => account;

    public CallKind Kind => kind;

    /// <summary>The job asked for by job/get.</summary>
    public string? Uuid => uuid;

    public int Offset => offset;

    /// <summary>The page asked for by job/all, whatever its offset counts.</summary>
    public int Page { get; init; }

    public long Arrived => arrived;

    /// <summary>What was asked for, as a number that chance can be keyed by.</summary>
    public long Subject { get; } = uuid is null ? offset : Dice.Hash(uuid);

    public long Ended { get; set; }

    /// <summary>Older requests of the account that it overlaps with and that are not excused.</summary>
    public int Overlaps { get; set; }

    public int InFlight { get; set; } = 1;

    /// <summary>How often the same had been asked for before.</summary>
    public int Ask { get; set; }

    /// <summary>The job's number in its account, or null where it is none.</summary>
    public int? Job { get; set; }

    public FaultKind Fault { get; set; }

    /// <summary>The rule that <see cref="Fault"/> comes from, if from one.</summary>
    public FaultRule? Rule { get; set; }

    public int Status { get; set; }

    public RequestVerdict Verdict { get; set; }
}
