namespace Batchline.SimulationTests.Workiz;

/// <summary>A job as the simulated Workiz has it.</summary>
internal sealed class SimJob(string uuid, string owner)
{
    public string Uuid => uuid;

    public int Version { get; set; } = 1;

    public SimJobKind Kind { get; init; }

    /// <summary>It was answered badly for another reason than an hour in which nobody was answered well.</summary>
    public bool WasBlamed { get; set; }

    /// <summary>The list returns it.</summary>
    public bool Listed { get; init; }

    public string Json => $$"""{"UUID":"{{uuid}}","Status":"Submitted","JobDateTime":"2025-12-0{{1 + (Version % 9)}} 08:00:00","Version":{{Version}},"Owner":"{{owner}}","Exists":{{(Kind == SimJobKind.Gone ? "false" : "true")}}}""";
}
