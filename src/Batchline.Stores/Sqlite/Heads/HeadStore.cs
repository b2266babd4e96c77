using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Stores.Rules;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Heads;

internal sealed class HeadStore(Database database, DeadNodes dead) : IHeadStore
{
    public async Task<HeadView?> AcquireAsync(
        AccountId account, string owner, TimeSpan lease, long? leader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (view, holder) = await database.WriteAsync(
                session => Acquire(session, account, owner, lease, leader), cancellationToken);
            if (view is not null || holder is null || !await dead.FreeAsync(holder, cancellationToken))
                return view;
        }
    }

    public Task<HeadView?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var prepared = new PreparedCheckpoint(checkpoint);
        return database.WriteAsync(session => prepared.Write(session, database.Now), cancellationToken);
    }

    public Task<IReadOnlyList<HeadView>> ReadAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        accounts.Count > 1
            ? database.ListAsync(session => Read(session, accounts), cancellationToken)
            : database.ReadAsync(session => Read(session, accounts), cancellationToken);

    private IReadOnlyList<HeadView> Read(SqlSession session, IReadOnlyCollection<AccountId> accounts)
    {
        var now = database.Now;
        var ids = SqlValue.Of(accounts.Select(account => account.Value));
        return [.. session.Query(HeadRows.FindAll, HeadRows.Read, ids).Select(row => HeadRules.View(row, now))];
    }

    /// <summary>The lease; else who holds it.</summary>
    private (HeadView? View, string? Holder) Acquire(SqlSession session, AccountId account, string owner, TimeSpan lease, long? leader)
    {
        var now = database.Now;
        var stored = session.First(HeadRows.Find, HeadRows.Read, account.Value);
        var row = HeadRules.Acquire(stored, account, owner, database.Node.Id, leader, lease, now);
        if (row is null)
            return (null, stored?.Holder);
        if (!ReferenceEquals(row, stored))
            HeadRows.WriteLease(session, row);
        return (HeadRules.View(row, now), null);
    }
}
