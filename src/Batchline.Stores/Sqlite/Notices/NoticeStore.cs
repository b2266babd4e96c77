using Batchline.Engine.Notices;
using Batchline.Stores.Sql.Notices;
using Batchline.Stores.Sqlite.Connection;

namespace Batchline.Stores.Sqlite.Notices;

internal sealed class NoticeStore(Database database) : INoticeStore
{
    public Task<bool> AddAsync(Notice notice, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(NoticeRows.Insert, NoticeRows.Values(notice, database.Now)) == 1,
        cancellationToken);

    public Task<IReadOnlyList<Notice>> ClaimAsync(TimeSpan claim, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<Notice>>(
            session => session.Query(NoticeRows.Claim, NoticeRows.Read, database.Now, claim, limit),
            cancellationToken);

    public Task<bool> SettleAsync(Notice notice, TimeSpan pause, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(NoticeRows.Settle, NoticeRows.Settled(notice, pause, database.Now)) == 1,
        cancellationToken);

    public Task<IReadOnlyList<Notice>> ListAsync(string? before, int limit, CancellationToken cancellationToken) =>
        database.ListAsync<IReadOnlyList<Notice>>(session => session.Query(NoticeRows.List, NoticeRows.Read, before ?? NoticeRows.End, limit), cancellationToken);

    public Task<int> DeleteAsync(string before, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute(NoticeRows.Delete, before, limit), cancellationToken);
}
