using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Checks;

/// <summary>All checks of one world. What they find wrong, they report to it.</summary>
internal sealed class WorldChecks(SimWorld world)
{
    public Checker Checker { get; } = new(world.State, world.Report);

    public ControlWatch Control { get; } = new(world);

    public HintWatch Hints { get; } = new(world);

    public LivenessWatch Liveness { get; } = new(world);

    public FaultWatch Faults { get; } = new(world);

    public LeaderWatch Leaders { get; } = new(world);

    public void AtEnd()
    {
        Checker.AtEnd();
        Faults.AtEnd();
        Liveness.AtEnd();
        Hints.AtEnd();
        foreach (var account in world.Accounts)
        {
            // Each stop of a process beyond its lease may overlap, or send early, one request per account.
            if (account.Arrivals.Overlapping > world.LongStops)
                world.Report("S1: two requests of one account were in flight");
            if (account.Arrivals.Early > world.LongStops)
                world.Report("S2: two requests of one account were too close");
        }
    }
}
