using System.Collections.Concurrent;
using Batchline.Engine.Operations;
using Batchline.Engine.Progress;

namespace Batchline.Api.BatchProgress;

/// <summary>The progress of an operation at one moment, with what each kind of viewer sees of it: the totals are shared.</summary>
/// <param name="progress">Null: there is no such operation.</param>
/// <param name="show">Adds the accounts that are shown.</param>
internal sealed class ProgressMoment(OperationProgress? progress, Func<OperationProgress, ProgressQuery, Task<ProgressSnapshot>> show)
{
    private readonly ConcurrentDictionary<(AccountStateStatus? Status, int Limit), Lazy<Task<ProgressSnapshot>>> _shown = new();

    /// <summary>Null: there is no such operation.</summary>
    public async Task<ProgressSnapshot?> ShowAsync(ProgressQuery query, CancellationToken cancellationToken)
    {
        if (progress is null)
            return null;

        // Two sizes are read and cut to the limit asked for, lest every other limit costs a read of its own.
        var read = query with { Limit = query.Limit <= 100 ? 100 : 1000 };
        var snapshot = _shown.AddOrUpdate(
            (read.Status, read.Limit),
            _ => new(() => show(progress, read)),
            (_, shown) => shown is { IsValueCreated: true, Value.IsFaulted: true } ? new(() => show(progress, read)) : shown);
        return (await snapshot.Value.WaitAsync(cancellationToken)).CutTo(query.Limit);
    }
}
