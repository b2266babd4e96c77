using Batchline.Engine.Changes;
using Batchline.Stores.Memory.Connection;

namespace Batchline.Stores.Memory.Changes;

internal sealed class ChangeFeed(MemoryState state) : IChangeFeed
{
    public Task<ChangePage> ReadAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var after = query.After ?? ChangePlace.Start;
            var changes = state.Changes;
            var items = changes
                .Where(change => change.Position > after.Position)
                .Where(change => query.AccountId is null || change.AccountId == query.AccountId)
                .Where(change => query.Uuid is null || change.Uuid == query.Uuid)
                .Take(query.Limit)
                .ToList();
            return Task.FromResult(ChangePage.Of(
                query, changes.FirstOrDefault()?.Place, changes.LastOrDefault()?.Place, changes.Any(change => change.Place == after), items));
        }
    }

    public Task<bool> SettleAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<int> TrimAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            var old = state.Changes.Take(limit + 1).TakeWhile(change => change.At < before).Count();
            var count = Math.Max(0, old - 1);
            state.Changes.RemoveRange(0, count);
            return Task.FromResult(count);
        }
    }
}
