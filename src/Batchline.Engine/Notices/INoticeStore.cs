namespace Batchline.Engine.Notices;

/// <summary>
/// Where notices wait for delivery. Claims are compare-and-sets, so several processes deliver each notice once, and again only
/// if one died on the way. The store's clock judges when a notice may be claimed.
/// </summary>
public interface INoticeStore
{
    /// <summary>The notice may be claimed at once. False: one with that key or that id exists.</summary>
    Task<bool> AddAsync(Notice notice, CancellationToken cancellationToken);

    /// <summary>
    /// Takes pending notices that are due, longest due first, and keeps them out of reach of other processes for
    /// <paramref name="claim"/>.
    /// </summary>
    Task<IReadOnlyList<Notice>> ClaimAsync(TimeSpan claim, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Writes what became of a claimed notice: status, result, and end. A pending one may be claimed again after
    /// <paramref name="pause"/>. False: it has since been claimed again or settled, or is gone.
    /// </summary>
    Task<bool> SettleAsync(Notice notice, TimeSpan pause, CancellationToken cancellationToken);

    /// <summary>Newest first, after <paramref name="before"/>.</summary>
    Task<IReadOnlyList<Notice>> ListAsync(string? before, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes notices with smaller ids; returns how many.</summary>
    Task<int> DeleteAsync(string before, int limit, CancellationToken cancellationToken);
}
