using Batchline.Engine.Drivers;

namespace Batchline.Engine.Chores;

/// <summary>
/// Something to do now and then for no account in particular. The leader repeats it; <see cref="Tick"/> does it within a
/// request. Only one process does it at a time, and it is safe to repeat.
/// </summary>
public interface IChore
{
    /// <summary>Its name in the log: "the sweep of operations".</summary>
    string Name { get; }

    /// <summary>Does some of what is due; the next call continues.</summary>
    /// <param name="cancellationToken">Canceled when its time is over.</param>
    /// <returns>There was something to do, and there may be more soon.</returns>
    Task<bool> RunAsync(CancellationToken cancellationToken);
}
