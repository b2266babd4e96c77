using Batchline.Engine.Heads;
using Batchline.Engine.Records;
using Batchline.SimulationTests.World;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Batches;
using Batchline.Stores.Sqlite.Batches;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Heads;
using Batchline.Stores.Sqlite.Operations;
using Batchline.Stores.Sqlite.Records;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.SimulationTests.Variants;

/// <summary>The SQLite store with one of its rules switched off.</summary>
internal static class BrokenSqlite
{
    public static void Break(SqlSession session, Variant variant)
    {
        if (variant == Variant.ActiveIndexDropped)
            session.Execute("DROP INDEX statesActive");
    }

    public static void Break(IServiceCollection services, Variant variant, Chaos chaos)
    {
        if (variant == Variant.HeadBeforeItsParts)
            services.AddSingleton<IHeadStore>(stores => new HeadBeforeItsParts(ActivatorUtilities.CreateInstance<HeadStore>(stores), WritePartsAsync(stores.GetRequiredService<Database>(), chaos)));
    }

    public static void Break(Database database, Variant variant)
    {
        if (variant == Variant.LockNotKept)
            database.Node.Dispose();
    }

    /// <summary>Each part in a transaction of its own.</summary>
    private static Func<Checkpoint, Task> WritePartsAsync(Database database, Chaos chaos) => async checkpoint =>
    {
        foreach (var write in PartsOf(checkpoint, database.Now))
        {
            await chaos.BetweenAsync();
            await database.WriteAsync(
                session =>
                {
                    write(session);
                    return true;
                },
                CancellationToken.None);
        }
    };

    private static IEnumerable<Action<SqlSession>> PartsOf(Checkpoint checkpoint, DateTimeOffset now)
    {
        var head = checkpoint.Head;
        foreach (var job in checkpoint.Jobs)
            yield return session => JobWrites.Write(session, checkpoint.AccountId, job, job is { Kind: JobWriteKind.Replace, Document: { } document } ? JobFacts.Of(document) : null, head);
        if (checkpoint.CancelBatchesOf is { } operation)
            yield return session => session.Execute(BatchStore.CancelOpen, now, head.Fence, head.Seq, operation.Value, checkpoint.AccountId.Value);
        foreach (var batch in checkpoint.Batches)
            yield return session => session.Execute(BatchRows.Put, BatchRows.Values(batch, head.Fence, head.Seq));
        if (checkpoint.State is { } state)
            yield return session => StateRows.Update(session, state, head);
    }
}
