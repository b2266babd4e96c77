using Batchline.Engine.Notices;
using Batchline.Stores.Memory.Connection;

namespace Batchline.Stores.Memory.Notices;

internal sealed class NoticeStore(MemoryState state) : INoticeStore
{
    public Task<bool> AddAsync(Notice notice, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var added = state.Notices.Values.All(stored => stored.Key != notice.Key)
                && state.Notices.TryAdd(notice.Id, notice with { NextAttemptAt = DateTimeOffset.FromUnixTimeMilliseconds(state.Now.ToUnixTimeMilliseconds()) });
            return Task.FromResult(added);
        }
    }

    public Task<IReadOnlyList<Notice>> ClaimAsync(TimeSpan claim, int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var now = state.Now;
            var due = state.Notices.Values.Where(notice => notice.Status == NoticeStatus.Pending && notice.NextAttemptAt <= now)
                .OrderBy(notice => notice.NextAttemptAt).ThenBy(notice => notice.Id, StringComparer.Ordinal).Take(limit)
                .Select(notice => notice with { Attempts = notice.Attempts + 1, NextAttemptAt = now + claim }).ToList();
            foreach (var notice in due)
                state.Notices[notice.Id] = notice;
            return Task.FromResult<IReadOnlyList<Notice>>(due);
        }
    }

    public Task<bool> SettleAsync(Notice notice, TimeSpan pause, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            if (!state.Notices.TryGetValue(notice.Id, out var stored) || stored.Status != NoticeStatus.Pending || stored.Attempts != notice.Attempts)
                return Task.FromResult(false);
            state.Notices[notice.Id] = stored with
            {
                Status = notice.Status,
                Result = notice.Result,
                EndedAt = notice.EndedAt,
                NextAttemptAt = state.Now + pause,
            };
            return Task.FromResult(true);
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
