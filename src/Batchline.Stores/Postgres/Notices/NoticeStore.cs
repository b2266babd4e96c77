using Batchline.Engine.Notices;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Sql.Notices;

namespace Batchline.Stores.Postgres.Notices;

internal sealed class NoticeStore(Database database) : INoticeStore
{
    private const string Place = "notices";

    public Task<bool> AddAsync(Notice notice, CancellationToken cancellationToken) => database.WriteAsync(
        Place,
        async session => await session.ExecuteAsync(NoticeRows.Insert, NoticeRows.Values(notice, session.Now), cancellationToken) == 1,
        cancellationToken);

    public Task<IReadOnlyList<Notice>> ClaimAsync(TimeSpan claim, int limit, CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<Notice>>(
            Place,
            async session => await session.QueryAsync(NoticeRows.Claim, NoticeRows.Read, [session.Now, claim, limit], cancellationToken),
            cancellationToken);

    public Task<bool> SettleAsync(Notice notice, TimeSpan pause, CancellationToken cancellationToken) => database.WriteAsync(
        Place,
        async session => await session.ExecuteAsync(NoticeRows.Settle, NoticeRows.Settled(notice, pause, session.Now), cancellationToken) == 1,
        cancellationToken);

    public Task<IReadOnlyList<Notice>> ListAsync(string? before, int limit, CancellationToken cancellationToken) =>
        database.InTurnAsync<IReadOnlyList<Notice>>(
            search: false,
            Place,
            async (session, ending) => await session.QueryAsync(NoticeRows.List, NoticeRows.Read, [before ?? NoticeRows.End, limit], ending),
            cancellationToken);

    public Task<int> DeleteAsync(string before, int limit, CancellationToken cancellationToken) =>
        database.RunAsync(Place, session => session.ExecuteAsync(NoticeRows.Delete, [before, limit], cancellationToken), cancellationToken);
}
