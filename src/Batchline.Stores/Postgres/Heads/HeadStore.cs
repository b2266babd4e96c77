using Batchline.Engine.Heads;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Postgres.Heads;

internal sealed class HeadStore : IHeadStore, IAsyncDisposable
{
    /// <summary>Takes a lease that is free. Nothing comes back if somebody holds it.</summary>
    internal static readonly string Acquire = $"""
        INSERT INTO account_heads AS h (account_id, fence, seq, owner, leader, expires_at, released)
        VALUES (@account, greatest(1, @now), 1, @owner, @leader, @now + @lease, false)
        ON CONFLICT (account_id) DO UPDATE SET
            fence = greatest(h.fence + 1, @now), seq = h.seq + 1, owner = excluded.owner, leader = excluded.leader,
            expires_at = excluded.expires_at, released = false, taken_over = NOT h.released,
            due_at = CASE WHEN h.due_at <= @now THEN excluded.expires_at ELSE h.due_at END
        WHERE h.released OR h.expires_at <= @now
        RETURNING {HeadRows.Columns}
        """;

    /// <summary>The owner asked before, and lost the answer.</summary>
    internal static readonly string FindOwned = $"""
        SELECT {HeadRows.Columns} FROM account_heads AS h
        WHERE h.account_id = @account AND h.owner = @owner AND NOT h.released AND h.expires_at > @now
        """;

    private const string Place = "account_heads";
    private readonly Database _database;
    private readonly Coalescer<Checkpoint, HeadView?> _commits;

    public HeadStore(Database database, TimeProvider clock)
    {
        _database = database;
        _commits = new Coalescer<Checkpoint, HeadView?>(clock, group => CheckpointWriter.WriteAsync(_database, group, CancellationToken.None));
    }

    public Task<HeadView?> AcquireAsync(
        AccountId account, string owner, TimeSpan lease, long? leader, CancellationToken cancellationToken) => _database.RunAsync(
        Place,
        async session => await session.FirstAsync(
                Acquire, HeadRows.Read, [account.Value, session.Now, owner, leader, lease, session.Now], cancellationToken)
            ?? await session.FirstAsync(FindOwned, HeadRows.Read, [session.Now, account.Value, owner, session.Now], cancellationToken),
        cancellationToken);

    public Task<HeadView?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken) =>
        _commits.AskAsync(checkpoint, checkpoint.Patience, cancellationToken);

    public Task<IReadOnlyList<HeadView>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        return accounts.Count > 1
            ? _database.InTurnAsync(search: false, Place, FindAsync, cancellationToken)
            : _database.RunAsync(Place, session => FindAsync(session, cancellationToken), cancellationToken);

        async Task<IReadOnlyList<HeadView>> FindAsync(PostgresSession session, CancellationToken ending) => await session.QueryAsync(
            new Statement(HeadRows.FindAll, [Parameters.Of(session.Now), Parameters.Texts(accounts.Select(account => account.Value))]), HeadRows.Read, ending);
    }

    public ValueTask DisposeAsync() => _commits.DisposeAsync();
}
