using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;

namespace Batchline.Simulator.Judge;

/// <summary>One request as the log has it. Times are milliseconds of the monotonic clock since the start.</summary>
public sealed record RequestRecord
{
    /// <summary>From 1, in order of arrival.</summary>
    public required long Sequence { get; init; }

    public required double ArrivedMs { get; init; }

    /// <summary>Null while in flight.</summary>
    public double? EndedMs { get; init; }

    /// <summary>Its place in the simulator's tokens, from 0; -1 for a token that nobody has.</summary>
    public required int Account { get; init; }

    public required CallKind Kind { get; init; }

    /// <summary>The job asked for by job/get.</summary>
    public string? Uuid { get; init; }

    /// <summary>The offset asked for by job/all.</summary>
    public int? Offset { get; init; }

    /// <summary>Requests of the account in flight at its arrival, itself included.</summary>
    public required int InFlight { get; init; }

    /// <summary>The HTTP status; 0 when there was none, 499 when the client left first.</summary>
    public int Status { get; init; }

    public FaultKind Fault { get; init; }

    public RequestVerdict Verdict { get; init; }
}
