using Batchline.Simulator.Faults;

namespace Batchline.Simulator.Worlds;

/// <summary>Nothing works for a while. A second one replaces the first.</summary>
public sealed record OutageEvent : ScenarioEvent
{
    /// <summary>Zero ends a running outage.</summary>
    public required TimeSpan Duration { get; init; }

    public OutageMode Mode { get; init; }

    internal override IEnumerable<string> FindFaults(SimulatorOptions options) => Duration < TimeSpan.Zero
        ? base.FindFaults(options).Append($"An outage lasts {Duration}; it must not be negative.")
        : base.FindFaults(options);

    internal override void Apply(World world) => world.Outage = new Outage(At, At + Duration, Mode);
}
