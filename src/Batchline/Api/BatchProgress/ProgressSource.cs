using Batchline.Api.Answers;
using Batchline.Engine.Operations;
using Batchline.Engine.Progress;
using Batchline.Stores.Reading;

namespace Batchline.Api.BatchProgress;

/// <summary>Computes progress at most once a second, however many callers watch an operation.</summary>
internal sealed class ProgressSource
{
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly ProgressReader _reader;
    private readonly ProgressViews _views;
    private readonly SharedComputations<ProgressQuery, ProgressSnapshot?> _snapshots;

    public ProgressSource(ProgressReader reader, ProgressViews views, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        (_reader, _views) = (reader, views);
        _snapshots = new SharedComputations<ProgressQuery, ProgressSnapshot?>(
            MaxAge, clock, query => ComputeAsync(query, lifetime.ApplicationStopping));
    }

    /// <summary>Null: there is no such operation.</summary>
    public async Task<ProgressSnapshot?> GetAsync(ProgressQuery query, CancellationToken cancellationToken)
    {
        // Two sizes are computed and cut to the limit asked for, lest every other limit costs a computation of its own.
        var snapshot = await _snapshots.GetAsync(query with { Limit = query.Limit <= 100 ? 100 : 1000 }, cancellationToken);
        return snapshot?.CutTo(query.Limit);
    }

    /// <summary>Somebody changed the operation: the next reader must see it.</summary>
    public void Forget(OperationId id) => _snapshots.Forget(query => query.Id == id);

    private async Task<ProgressSnapshot?> ComputeAsync(ProgressQuery query, CancellationToken cancellationToken)
    {
        CurrentRead.For = ReadFor.Watchers;
        var progress = await _reader.ReadAsync(query.Id, query.Status, query.Limit, cancellationToken);
        if (progress is null)
            return null;
        var view = await _views.OfAsync(progress, cancellationToken);
        return new ProgressSnapshot(view, OperationTransitions.IsTerminal(progress.Operation.Status));
    }
}
