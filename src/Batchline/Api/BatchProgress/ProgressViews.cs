using Batchline.Api.Requests;
using Batchline.Engine.Failures;
using Batchline.Engine.Operations;
using Batchline.Engine.Progress;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Api.BatchProgress;

/// <summary>Turns progress into what callers see.</summary>
internal sealed class ProgressViews(AccountNames names, StoreHealth health, Rests rests, TimeProvider clock, IOptions<ProcessOptions> process)
{
    public async Task<ProgressView> OfAsync(OperationProgress progress, IReadOnlyList<AccountProgress> accounts, CancellationToken cancellationToken)
    {
        var context = new WaitContext
        {
            Now = clock.GetUtcNow(),
            SliceBudget = process.Value.SliceBudget,
            Ended = OperationTransitions.IsTerminal(progress.Operation.Status),
            Store = health.Refusal,
            Rests = rests.Of,
        };
        var named = await names.OfAsync([.. accounts.Select(account => account.State.AccountId)], cancellationToken);
        var totals = progress.Totals.Counters;
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
            Accounts = Counts(progress.Totals.Accounts),
            Batches = BatchCountsView.Of(progress.Totals.Batches, progress.Totals.OpenBatches, totals),
            Jobs = JobCountsView.Of(totals),
            Calls = new CallCountsView(totals.Calls, totals.RateLimited, totals.Retried),
            Retries = totals.Retries,
            AverageBatchSeconds = totals.BatchesTimed == 0 ? null : Seconds(totals.BatchSeconds / totals.BatchesTimed),
            AccountStates = [.. accounts.Zip(named, (account, name) => AccountStateView.Of(account.State, name, AccountWait.Of(account, context)))],
            FailedBatches = [.. progress.FailedBatches.Select(FailedBatchView.Of)],
        };
    }

    private static double Seconds(double seconds) => Math.Round(seconds, 3);

    private static AccountCountsView Counts(IReadOnlyDictionary<AccountStateStatus, int> accounts) => new(
        accounts.Values.Sum(),
        accounts.GetValueOrDefault(AccountStateStatus.Processing),
        accounts.GetValueOrDefault(AccountStateStatus.Completed),
        accounts.GetValueOrDefault(AccountStateStatus.Paused),
        accounts.GetValueOrDefault(AccountStateStatus.Blocked),
        accounts.GetValueOrDefault(AccountStateStatus.Cancelled));
}
