using Batchline.Engine.Heads;
using Batchline.Engine.Records;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Batches;
using Batchline.Stores.Sql.Statements;
using Batchline.Stores.Sqlite.Batches;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Operations;
using Batchline.Stores.Sqlite.Records;
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
        // Computed here and not in the transaction: the writer serves all accounts, one after another.
        var body = HeadJson.WriteBody(checkpoint.Head.Body);
        var run = HeadJson.FactsOf(checkpoint.Head.Body) is { } of ? HeadJson.WriteFacts(of) : null;
        JobFacts?[] facts = [.. checkpoint.Jobs.Select(job => job.Kind == JobWriteKind.Replace ? JobFacts.Of(DocumentOf(job)) : null)];
        return database.WriteAsync(session => Commit(session, checkpoint, facts, (body, run), database.Now), checkpoint.Patience, cancellationToken);
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

    /// <returns>The lease, or else who holds it.</returns>
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

    /// <summary>Writes the whole checkpoint, or nothing if the head has another fence or sequence.</summary>
    private static HeadView? Commit(SqlSession session, Checkpoint checkpoint, JobFacts?[] facts, (string Body, string? Run) written, DateTimeOffset now)
    {
        var head = checkpoint.Head;
        if (session.First(HeadRows.FindBare, HeadRows.ReadBare, checkpoint.AccountId.Value) is not { } stored
            || HeadRules.Commit(stored, head, now) is not { } row)
            return null;
        if (!ReferenceEquals(row, stored))
        {
            WriteRows(session, checkpoint, facts, now);
            HeadRows.WriteCommit(session, row, written.Body, written.Run);
        }

        return HeadRules.View(row with { Body = head.Body }, now);
    }

    internal static void WriteRows(SqlSession session, Checkpoint checkpoint, JobFacts?[] facts, DateTimeOffset now)
    {
        var head = checkpoint.Head;
        for (var index = 0; index < facts.Length; index++)
            JobWrites.Write(session, checkpoint.AccountId, checkpoint.Jobs[index], facts[index], head);
        if (checkpoint.CancelBatchesOf is { } operation)
            session.Execute(BatchStore.CancelOpen, now, head.Fence, head.Seq, operation.Value, checkpoint.AccountId.Value);
        foreach (var batch in checkpoint.Batches)
            session.Execute(BatchRows.Put, BatchRows.Values(batch, head.Fence, head.Seq));
        if (checkpoint.State is { } state)
            StateRows.Update(session, state, head);
    }

    private static JobDocument DocumentOf(JobWrite job) =>
        job.Document ?? throw new ArgumentException("A replacing write has a document", nameof(job));
}
