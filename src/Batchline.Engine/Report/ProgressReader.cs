using Batchline.Engine.Operations;

namespace Batchline.Engine.Report;

/// <summary>Computes progress.</summary>
public sealed class ProgressReader
{
    /// <summary>Null: no such operation. At most <paramref name="limit"/> account states of the given status.</summary>
    public Task<Progress?> ReadAsync(OperationId id, AccountStateStatus? status, int limit, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
