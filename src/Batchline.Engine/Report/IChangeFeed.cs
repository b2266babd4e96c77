namespace Batchline.Engine.Report;

/// <summary>
/// Every change of a stored job in one sequence that all readers see alike: a change that is visible has all before it
/// visible, keeps its position for ever, and is written together with the job.
/// </summary>
public interface IChangeFeed
{
    /// <summary>Oldest first.</summary>
    Task<ChangePage> ReadAsync(ChangeQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Makes what was written visible; readers do so too, so nobody waits for this. It keeps what is not visible yet from
    /// piling up where nobody reads.
    /// </summary>
    Task SettleAsync(CancellationToken cancellationToken);

    /// <summary>Deletes changes older than <paramref name="before"/>, at most <paramref name="limit"/>, but for the newest of them: cursors stand there.</summary>
    /// <returns>How many it deleted.</returns>
    Task<int> TrimAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
