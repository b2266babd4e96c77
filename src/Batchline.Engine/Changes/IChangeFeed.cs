namespace Batchline.Engine.Changes;

/// <summary>
/// Every change of a stored job, in one sequence that is the same for all readers. Once a change is visible, all before it
/// are, and its position never changes. It is written together with the job.
/// </summary>
public interface IChangeFeed
{
    /// <summary>Reads what is visible, oldest first. A change that was just written may become visible only with the next <see cref="SettleAsync"/>.</summary>
    Task<ChangePage> ReadAsync(ChangeQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Makes written changes visible, if the store does not do so at once. The leader calls it every 2 s. If two processes
    /// call it at the same time, the promises above hold, and one of them may leave the rest to the other.
    /// </summary>
    /// <returns>Some changes became visible.</returns>
    Task<bool> SettleAsync(CancellationToken cancellationToken);

    /// <summary>Deletes at most <paramref name="limit"/> changes older than <paramref name="before"/>, but never the newest: cursors point to it.</summary>
    /// <returns>How many were deleted.</returns>
    Task<int> TrimAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
