using System.Text;
using Batchline.Api.Answers;
using Batchline.Engine.Batches;
using Batchline.Engine.Operations;
using Batchline.Engine.Progress;

namespace Batchline.Api.BatchMap;

/// <summary>Draws the map of an operation's batches; its viewers share one drawing for some seconds.</summary>
internal sealed class BatchMapSource
{
    public const int MaxBatches = 20_000;

    private const int PageSize = 1_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(3);

    private readonly IOperationStore _operations;
    private readonly BatchReader _batches;
    private readonly TimeProvider _clock;
    private readonly SharedComputations<BatchMapQuery, BatchMapView?> _maps;

    public BatchMapSource(IOperationStore operations, BatchReader batches, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        (_operations, _batches, _clock) = (operations, batches, clock);
        _maps = new SharedComputations<BatchMapQuery, BatchMapView?>(MaxAge, clock, query => DrawAsync(query, lifetime.ApplicationStopping));
    }

    /// <summary>Null: there is no such operation.</summary>
    public Task<BatchMapView?> GetAsync(BatchMapQuery query, CancellationToken cancellationToken) => _maps.GetAsync(query, cancellationToken);

    private async Task<BatchMapView?> DrawAsync(BatchMapQuery query, CancellationToken cancellationToken)
    {
        if (await _operations.GetAsync(query.Operation, cancellationToken) is not { } operation)
            return null;
        var timeline = new Timeline(operation.StartTime, operation.EndTime ?? _clock.GetUtcNow());
        var accounts = new List<(AccountId Id, StringBuilder Statuses)>();
        var page = new BatchQuery { OperationId = query.Operation, AccountId = query.Account, Limit = PageSize };
        for (var drawn = 0; ;)
        {
            var batches = await _batches.ListAsync(page, cancellationToken);
            foreach (var batch in batches)
            {
                if (accounts.Count == 0 || accounts[^1].Id != batch.AccountId)
                    accounts.Add((batch.AccountId, new StringBuilder()));
                accounts[^1].Statuses.Append(LetterOf(batch.Status));
                timeline.Add(batch);
            }

            drawn += batches.Count;
            var more = batches.Count == PageSize;
            if (!more || drawn >= MaxBatches)
                return new BatchMapView([.. accounts.Select(account => new AccountBatchesView(account.Id.Value, account.Statuses.ToString()))], timeline.View, more);
            page = page with { After = (batches[^1].AccountId, batches[^1].Number) };
        }
    }

    private static char LetterOf(BatchStatus status) => status switch
    {
        BatchStatus.Pending => 'p',
        BatchStatus.Processing => 'r',
        BatchStatus.Completed => 'c',
        BatchStatus.CompletedWithErrors => 'e',
        BatchStatus.Failed => 'f',
        _ => 'x',
    };
}
