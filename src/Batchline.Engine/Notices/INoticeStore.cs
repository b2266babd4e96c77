namespace Batchline.Engine.Notices;

/// <summary>
/// Where notices wait for their delivery. Claims are compare-and-sets, so several processes deliver each once, and again only
/// when one died on the way. What may be claimed when is judged by the store's clock.
/// </summary>
public interface INoticeStore
{
    /// <summary>It may be claimed at once. False: a notice with that key, or that id, is there.</summary>
    Task<bool> AddAsync(Notice notice, CancellationToken cancellationToken);

    /// <summary>
    /// Takes pending notices whose time has come, those that are longest due, and puts them out of the others' reach for as long as
    /// <paramref name="claim"/>.
    /// </summary>
    Task<IReadOnlyList<Notice>> ClaimAsync(TimeSpan claim, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Writes what became of a claimed notice: status, result and end. A pending one may be claimed again after
    /// <paramref name="pause"/>. False: it was claimed again or settled meanwhile, or is gone.
    /// </summary>
    Task<bool> SettleAsync(Notice notice, TimeSpan pause, CancellationToken cancellationToken);

    /// <summary>Newest first, behind <paramref name="before"/>.</summary>
    Task<IReadOnlyList<Notice>> ListAsync(string? before, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes notices whose ids are smaller; answers how many.</summary>
    Task<int> DeleteAsync(string before, int limit, CancellationToken cancellationToken);
}
