namespace Batchline.Engine.Pace;

/// <summary>The calls of the last window, counted in slots of 1/24 of it: small enough to be written with every job.</summary>
public sealed record CallCount
{
    /// <summary>The number of the newest slot, counted since year 1.</summary>
    public long Newest { get; init; }

    /// <summary>Calls in each slot, newest last.</summary>
    public IReadOnlyList<int> Slots { get; init; } = [];
}
