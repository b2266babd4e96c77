using System.Text.Json.Nodes;

namespace Batchline.Simulator.Jobs;

/// <summary>What became of a generated job since the start. Replaced, never changed, so that a reader keeps what it saw.</summary>
internal sealed record JobState
{
    public static readonly JobState Initial = new();

    /// <summary>How often it was edited; each edit changes the record.</summary>
    public int Revision { get; init; }

    public bool Vanished { get; init; }

    /// <summary>The date it was moved to, or was given when it appeared.</summary>
    public DateTime? MovedTo { get; init; }

    /// <summary>Whether its date was taken away.</summary>
    public bool Unscheduled { get; init; }

    /// <summary>Fields somebody set by hand, over the generated ones.</summary>
    public JsonObject? Fields { get; init; }
}
