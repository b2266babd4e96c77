using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>
/// One caller's write. It may run more than once before it is completed, each time from the same state. Only running it may
/// throw: the writer would leave others without their answers.
/// </summary>
internal abstract class WriteItem
{
    public abstract bool IsCancelled { get; }

    public abstract void Run(SqlSession session);

    /// <summary>The transaction with this item is committed.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);
}
