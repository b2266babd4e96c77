using Batchline.Engine.Drivers;

namespace Batchline.Engine.Chores;

/// <summary>
/// Something to do now and then for no account in particular. The leader does it again and again, <see cref="Tick"/> inside a
/// request. One process at a time does it, and whatever it does is safe to repeat.
/// </summary>
public interface IChore
{
    /// <summary>What it is, for the log: "the sweep of operations".</summary>
    string Name { get; }

    /// <summary>Does what is due, a little at a time; what is left comes with the next call.</summary>
    /// <param name="cancellationToken">The time for it is over.</param>
    Task RunAsync(CancellationToken cancellationToken);
}
