namespace Batchline.Engine.Records;

/// <summary>The words by which jobs are found.</summary>
public interface IJobIndex
{
    /// <summary>
    /// Takes in the words of jobs that were added or changed, and some of those that were stored before there was an index. Until then,
    /// a search does not find the former, and looks through the latter one by one. The leader calls it every 2 s; two processes may
    /// call it at the same time.
    /// </summary>
    /// <returns>There may be more to take in.</returns>
    Task<bool> CatchUpAsync(CancellationToken cancellationToken);
}
