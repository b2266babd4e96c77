using Batchline.Simulator.Faults;

namespace Batchline.SimulationTests.Workiz;

/// <summary>A job as the simulated Workiz has it.</summary>
internal sealed class SimJob(string uuid, string owner)
{
    public string Uuid => uuid;

    public int Version { get; set; } = 1;

    /// <summary>What is wrong with every answer to a request for it.</summary>
    public FaultKind Fault { get; init; }

    public bool IsGood => Fault == FaultKind.None;

    /// <summary>It was answered badly for a reason other than an hour in which nothing was answered well.</summary>
    public bool WasBlamed { get; set; }

    /// <summary>The list returns it.</summary>
    public bool Listed { get; init; }

    public string Json => $$"""{"UUID":"{{uuid}}","Status":"Submitted","JobDateTime":"2025-12-0{{1 + (Version % 9)}} 08:00:00","Version":{{Version}},"Owner":"{{owner}}","Exists":{{(Fault == FaultKind.Gone ? "false" : "true")}}}""";
}
