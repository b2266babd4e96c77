namespace Batchline.Simulator.Worlds;

/// <summary>Applies events whose time has come, in order, each once.</summary>
internal sealed class EventSchedule(IReadOnlyList<ScenarioEvent> events)
{
    private readonly ScenarioEvent[] events = [.. events.OrderBy(happening => happening.At)];
    private readonly Lock gate = new();
    private volatile int next;

    public void CatchUp(World world)
    {
        if (next == events.Length || events[next].At > world.Elapsed)
            return;
        lock (gate)
        {
            while (next < events.Length && events[next].At <= world.Elapsed)
            {
                events[next].Apply(world);
                next++;
            }
        }
    }
}
