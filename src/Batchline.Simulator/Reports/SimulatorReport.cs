using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;

namespace Batchline.Simulator.Reports;

/// <summary>What was asked of the simulator since the start or the last reset.</summary>
public sealed record SimulatorReport
{
    /// <summary>Requests under <c>/api/v1/</c>, those with unknown tokens included.</summary>
    public required long Requests { get; init; }

    public required IReadOnlyDictionary<CallKind, long> ByKind { get; init; }

    /// <summary>By HTTP status; 0 without an answer, 499 when the client left first.</summary>
    public required IReadOnlyDictionary<int, long> ByStatus { get; init; }

    public required IReadOnlyDictionary<FaultKind, long> ByFault { get; init; }

    /// <summary>Connections cut during an outage before they could bring a request.</summary>
    public required long RefusedConnections { get; init; }

    /// <summary>The most requests of one account at once. S1 wants 1.</summary>
    public required int InFlightMaximum { get; init; }

    public required long S1Violations { get; init; }

    public required long S2Violations { get; init; }

    public required long MannersViolations { get; init; }

    /// <summary>The smallest time between two arrivals of one account.</summary>
    public double? SmallestGapMs { get; init; }

    /// <summary>Arrivals more than 50 ms before their time.</summary>
    public required long EarlyArrivals { get; init; }

    /// <summary><see cref="EarlyArrivals"/> as a share of all arrivals of known accounts.</summary>
    public required double EarlyShare { get; init; }

    public required long RateLimited { get; init; }

    /// <summary>How many jobs were asked for how often through job/get; jobs never asked for are left out.</summary>
    public required IReadOnlyDictionary<int, int> JobsByRequests { get; init; }

    /// <summary>Accounts that sent at least one request.</summary>
    public required IReadOnlyList<AccountReport> Accounts { get; init; }

    public required IReadOnlyList<string> Violations { get; init; }
}
