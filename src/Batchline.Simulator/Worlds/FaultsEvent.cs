using Batchline.Simulator.Faults;

namespace Batchline.Simulator.Worlds;

/// <summary>From now on other things go wrong.</summary>
public sealed record FaultsEvent : ScenarioEvent
{
    public required FaultProfile Faults { get; init; }

    internal override IEnumerable<string> FindFaults(SimulatorOptions options) =>
        base.FindFaults(options).Concat(FaultProfileCheck.FindFaults(Faults, options.Accounts));

    internal override void Apply(World world) => world.Faults = new FaultPlan(world.Options.Seed, Faults, At);
}
