namespace Batchline.Engine.Report;

/// <summary>
/// Where notices wait for their delivery. Claims are compare-and-sets, so several processes deliver each once, and again only
/// when one died on the way.
/// </summary>
public interface INoticeStore
{
    /// <summary>False: a notice with that key is there.</summary>
    Task<bool> AddAsync(Notice notice, CancellationToken cancellationToken);

    /// <summary>Takes pending notices whose time has come, and puts them out of the others' reach until <paramref name="until"/>.</summary>
    Task<IReadOnlyList<Notice>> ClaimAsync(DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellationToken);

    /// <summary>Writes what became of a claimed notice. False: it was claimed again meanwhile, or is gone.</summary>
    Task<bool> SettleAsync(Notice notice, CancellationToken cancellationToken);

    /// <summary>Newest first, behind <paramref name="before"/>.</summary>
    Task<IReadOnlyList<Notice>> ListAsync(string? before, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes notices whose ids are smaller; answers how many.</summary>
    Task<int> DeleteAsync(string before, int limit, CancellationToken cancellationToken);
}
