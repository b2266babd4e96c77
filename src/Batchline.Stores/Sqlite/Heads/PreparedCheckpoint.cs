using Batchline.Engine.Heads;
using Batchline.Engine.Records;
using Batchline.Stores.Rules;
using Batchline.Stores.Sqlite.Batches;
using Batchline.Stores.Sqlite.Operations;
using Batchline.Stores.Sqlite.Records;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Heads;

/// <summary>A checkpoint with everything computed that does not need the database, so that the writer does not have to.</summary>
internal sealed class PreparedCheckpoint(Checkpoint checkpoint)
{
    private readonly string _body = HeadJson.WriteBody(checkpoint.Head.Body);

    private readonly JobFacts?[] _facts =
        [.. checkpoint.Jobs.Select(job => job.Kind == JobWriteKind.Replace ? JobFacts.Of(DocumentOf(job)) : null)];

    /// <summary>All of it or, when the head has another fence or sequence, nothing.</summary>
    public HeadView? Write(SqlSession session, DateTimeOffset now)
    {
        var head = checkpoint.Head;
        if (session.First(HeadRows.FindBare, HeadRows.ReadBare, checkpoint.AccountId.Value) is not { } stored)
            return null;
        if (HeadRules.Commit(stored, head, now) is not { } row)
            return null;
        if (!ReferenceEquals(row, stored))
        {
            WriteRows(session, now);
            HeadRows.WriteCommit(session, row, _body);
        }

        return HeadRules.View(row with { Body = head.Body }, now);
    }

    private void WriteRows(SqlSession session, DateTimeOffset now)
    {
        var head = checkpoint.Head;
        for (var index = 0; index < _facts.Length; index++)
            JobRows.Write(session, checkpoint.AccountId, checkpoint.Jobs[index], _facts[index], head);
        if (checkpoint.CancelBatchesOf is { } operation)
            BatchRows.Cancel(session, operation, checkpoint.AccountId, now, head.Fence, head.Seq);
        foreach (var batch in checkpoint.Batches)
            BatchRows.Write(session, batch, head.Fence, head.Seq);
        if (checkpoint.State is { } state)
            StateRows.Update(session, state, head);
    }

    private static JobDocument DocumentOf(JobWrite job) =>
        job.Document ?? throw new ArgumentException("A replacing write has a document", nameof(job));
}
