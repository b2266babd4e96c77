using Batchline.Engine.Report;

namespace Batchline.Stores.Memory;

internal sealed class Notices(MemoryState state) : INoticeStore
{
    public Task<bool> AddAsync(Notice notice, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var added = state.Notices.Values.All(stored => stored.Key != notice.Key) && state.Notices.TryAdd(notice.Id, notice);
            return Task.FromResult(added);
        }
    }

    public Task<IReadOnlyList<Notice>> ClaimAsync(DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var due = state.Notices.Values.Where(notice => notice.Status == NoticeStatus.Pending && notice.NextAttemptAt <= now)
                .OrderBy(notice => notice.NextAttemptAt).Take(limit)
                .Select(notice => notice with { Attempts = notice.Attempts + 1, NextAttemptAt = until }).ToList();
            foreach (var notice in due)
                state.Notices[notice.Id] = notice;
            return Task.FromResult<IReadOnlyList<Notice>>(due);
        }
    }

    public Task<bool> SettleAsync(Notice notice, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var mine = state.Notices.TryGetValue(notice.Id, out var stored)
                && stored.Status == NoticeStatus.Pending && stored.Attempts == notice.Attempts;
            if (mine)
                state.Notices[notice.Id] = notice;
            return Task.FromResult(mine);
        }
    }

    public Task<IReadOnlyList<Notice>> ListAsync(string? before, int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            return Task.FromResult<IReadOnlyList<Notice>>([.. state.Notices.Values.Reverse()
                .Where(notice => before is null || string.CompareOrdinal(notice.Id, before) < 0).Take(limit)]);
        }
    }

    public Task<int> DeleteAsync(string before, int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var old = state.Notices.Keys.Where(id => string.CompareOrdinal(id, before) < 0).Take(limit).ToList();
            foreach (var id in old)
                state.Notices.Remove(id);
            return Task.FromResult(old.Count);
        }
    }
}
