using System.Collections.Concurrent;
using Batchline.Api.Answers;
using Batchline.Engine.Operations;
using Batchline.Engine.Progress;
using Batchline.Stores.Reading;

namespace Batchline.Api.BatchProgress;

/// <summary>Computes progress at most once a second, and more rarely if it is dear, however many callers watch an operation.</summary>
internal sealed class ProgressSource
{
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly ProgressReader _reader;
    private readonly AccountProgressReader _accounts;
    private readonly ProgressViews _views;
    private readonly CancellationToken _stopping;
    private readonly RenewedComputations<OperationId, Moment> _moments;

    public ProgressSource(
        ProgressReader reader, AccountProgressReader accounts, ProgressViews views, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        (_reader, _accounts, _views, _stopping) = (reader, accounts, views, lifetime.ApplicationStopping);
        _moments = new RenewedComputations<OperationId, Moment>(MaxAge, clock, ComputeAsync);
    }

    /// <summary>Null: there is no such operation.</summary>
    public async Task<ProgressSnapshot?> GetAsync(ProgressQuery query, CancellationToken cancellationToken) =>
        await (await _moments.GetAsync(query.Id, cancellationToken)).ShowAsync(query, cancellationToken);

    /// <summary>Somebody changed the operation: the next reader must see it.</summary>
    public void Forget(OperationId id) => _moments.Forget(id);

    private async Task<Moment> ComputeAsync(OperationId id)
    {
        CurrentRead.For = ReadFor.Watchers;
        return new Moment(await _reader.ReadAsync(id, _stopping), ShowAsync);
    }

    private async Task<ProgressSnapshot> ShowAsync(OperationProgress progress, ProgressQuery query)
    {
        CurrentRead.For = ReadFor.Watchers;
        var accounts = await _accounts.ReadAsync(query.Id, query.Status, query.Limit, _stopping);
        var view = await _views.OfAsync(progress, accounts, _stopping);
        return new ProgressSnapshot(view, OperationTransitions.IsTerminal(progress.Operation.Status));
    }

    /// <summary>The progress of an operation at one moment, with what each kind of viewer sees of it: the totals are shared.</summary>
    /// <param name="progress">Null: there is no such operation.</param>
    /// <param name="show">Adds the accounts that are shown.</param>
    private sealed class Moment(OperationProgress? progress, Func<OperationProgress, ProgressQuery, Task<ProgressSnapshot>> show)
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
}
