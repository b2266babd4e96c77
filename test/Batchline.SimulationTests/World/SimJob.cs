namespace Batchline.SimulationTests.World;

/// <summary>A job as the simulated Workiz has it.</summary>
internal sealed class SimJob(string uuid, string owner)
{
    public string Uuid => uuid;

    public int Version { get; set; } = 1;

    public SimJobKind Kind { get; init; }

    /// <summary>The list returns it.</summary>
    public bool Listed { get; init; }

    public string Json => $$"""{"UUID":"{{uuid}}","Status":"Submitted","JobDateTime":"2025-12-0{{1 + (Version % 9)}} 08:00:00","Version":{{Version}},"Owner":"{{owner}}","Good":{{(Kind == SimJobKind.Good ? "true" : "false")}}}""";
}
