using Batchline.Api.Requests;
using Batchline.Engine.Operations;
using Batchline.Stores;

namespace Batchline.Api.BatchProgress;

/// <summary>Turns progress into what callers see.</summary>
internal sealed class ProgressViews(AccountNames names, StoreWrites writes)
{
    public async Task<ProgressView> OfAsync(Engine.Report.Progress progress, CancellationToken cancellationToken)
    {
        var states = new List<AccountStateView>(progress.States.Count);
        foreach (var state in progress.States)
            states.Add(Waiting(AccountStateView.Of(state, await names.OfAsync(state.AccountId, cancellationToken)), state.Status));
        var totals = progress.Totals;
        return new ProgressView
        {
            OperationId = progress.Operation.Id.Value,
            Status = Names<OperationStatus>.Of(progress.Operation.Status),
            Strategy = Names<Strategy>.Of(progress.Operation.Strategy),
            StartTime = progress.Operation.StartTime,
            EndTime = progress.Operation.EndTime,
            ElapsedSeconds = Seconds(progress.Elapsed.TotalSeconds),
            EtaSeconds = progress.Eta is { } eta ? Seconds(eta.TotalSeconds) : null,
            Progress = progress.Fraction,
            CompletionRate = progress.CompletionRate,
            ErrorRate = progress.ErrorRate,
            Accounts = Counts(progress.Accounts),
            Batches = BatchCountsView.Of(progress.TotalBatches, progress.ProcessingBatches, totals),
            Jobs = JobCountsView.Of(totals),
            Calls = new CallCountsView(totals.Calls, totals.RateLimited, totals.Retried),
            Retries = totals.Retries,
            AverageBatchSeconds = totals.BatchesTimed == 0 ? null : Seconds(totals.BatchSeconds / totals.BatchesTimed),
            AccountStates = states,
            FailedBatches = [.. progress.FailedBatches.Select(FailedBatchView.Of)],
        };
    }

    /// <summary>Nobody can write into the store why it takes no writes, so it is said here: every account at work waits for it.</summary>
    private AccountStateView Waiting(AccountStateView view, AccountStateStatus status) =>
        status == AccountStateStatus.Processing && writes.Refusal is { } refusal
            ? view with { WaitingReason = AccountStateView.WaitsForStore, Error = view.Error ?? refusal.Sentence }
            : view;

    private static double Seconds(double seconds) => Math.Round(seconds, 3);

    private static AccountCountsView Counts(IReadOnlyDictionary<AccountStateStatus, int> accounts) => new(
        accounts.Values.Sum(),
        accounts.GetValueOrDefault(AccountStateStatus.Processing),
        accounts.GetValueOrDefault(AccountStateStatus.Completed),
        accounts.GetValueOrDefault(AccountStateStatus.Paused),
        accounts.GetValueOrDefault(AccountStateStatus.Blocked),
        accounts.GetValueOrDefault(AccountStateStatus.Cancelled));
}
