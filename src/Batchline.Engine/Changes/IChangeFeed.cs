namespace Batchline.Engine.Changes;

/// <summary>
/// Every change of a stored job in one sequence that all readers see alike: a change that is visible has all before it
/// visible, keeps its position for ever, and is written together with the job.
/// </summary>
public interface IChangeFeed
{
    /// <summary>What is visible, oldest first. A change that was just written may become visible only with the next <see cref="SettleAsync"/>.</summary>
    Task<ChangePage> ReadAsync(ChangeQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Makes what was written visible, where the store does not do so at once. To be called by the leader, every 2 s; when two
    /// call it at a time the promises above hold, and one of them may leave the rest to the other.
    /// </summary>
    Task SettleAsync(CancellationToken cancellationToken);

    /// <summary>Deletes changes older than <paramref name="before"/>, at most <paramref name="limit"/>, but for the newest of them: cursors stand there.</summary>
    /// <returns>How many it deleted.</returns>
    Task<int> TrimAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
