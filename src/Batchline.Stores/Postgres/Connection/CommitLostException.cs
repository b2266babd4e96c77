using Batchline.Engine.Failures;

namespace Batchline.Stores.Postgres.Connection;

/// <summary>The connection broke in the middle of a commit. Only whoever asked can find out whether it was carried out.</summary>
internal sealed class CommitLostException(Exception inner)
    : StoreUnavailableException("PostgreSQL's answer to a commit was lost with the connection", inner);
