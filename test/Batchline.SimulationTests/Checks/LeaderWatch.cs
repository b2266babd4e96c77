using Batchline.Rehearsal.Scheduling;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Checks;

/// <summary>R1: when the role passes to another process, the one before has stopped believing that it leads.</summary>
internal sealed class LeaderWatch(SimWorld world)
{
    private readonly Dictionary<string, (SimNode Node, TimeSpan Until)> _leading = [];

    /// <summary>How often the role passed to a new holder.</summary>
    public int Terms { get; private set; }

    /// <param name="node">The process that asked.</param>
    /// <param name="owner">Under which name.</param>
    /// <param name="sentAt">When it asked: its own deadline counts from there.</param>
    public void Taken(SimNode node, string owner, TimeSpan sentAt)
    {
        var until = sentAt + world.Settings.Drivers.Role - world.Settings.Drivers.Guard;

        // An answer that comes so late makes nobody a leader.
        if (until <= world.Elapsed)
            return;
        if (!_leading.ContainsKey(owner))
        {
            Terms++;
            if (_leading.Values.Any(other => !other.Node.IsDead && other.Until > world.Elapsed))
                world.Report("R1: two processes lead at the same time");
            _leading.Clear();
        }
        _leading[owner] = (node, until);
    }

    public void Left(string owner) => _leading.Remove(owner);
}
