using System.Text.Json;
using Batchline.Api.Answers;
using Batchline.Api.BatchProgress;
using Batchline.Api.Requests;
using Batchline.Engine.Accounts;
using Batchline.Engine.Freshness;
using Batchline.Engine.Heads;
using Batchline.Engine.Notices;
using Batchline.Engine.Operations;
using Batchline.Engine.Progress;

namespace Batchline.Notices;

/// <summary>Writes the body of a delivery from the state at the time it is sent.</summary>
internal sealed class NoticeWriter(ProgressReader progress, IAccountStore accounts, IHeadStore heads, IFreshnessReader freshness)
{
    /// <summary>Null: what the notice is about did not happen, or is over.</summary>
    public async Task<string?> WriteAsync(Notice notice, CancellationToken cancellationToken)
    {
        object? data = notice.Kind switch
        {
            NoticeKinds.OperationEnded => await EndedAsync(notice, new OperationId(notice.Subject), cancellationToken),
            NoticeKinds.AccountBlocked => await BlockedAsync(new AccountId(notice.Subject), cancellationToken),
            NoticeKinds.AccountStale => await StaleAsync(new AccountId(notice.Subject), cancellationToken),
            _ => null,
        };
        return data is null ? null : JsonSerializer.Serialize(new NoticeBody(notice.Id, notice.Kind, notice.CreatedAt, data), ApiJson.Writing);
    }

    /// <summary>Null if the operation was retried since: it has another revision, and its new end has its own notice.</summary>
    private async Task<object?> EndedAsync(Notice notice, OperationId id, CancellationToken cancellationToken) =>
        await progress.ReadAsync(id, cancellationToken) is { } end
        && OperationTransitions.IsTerminal(end.Operation.Status) && notice.Key == NoticeBoard.KeyOf(notice.Kind, notice.Subject, NoticeBoard.OccurrenceOf(end.Operation))
            ? new
            {
                OperationId = id.Value,
                Status = Names<OperationStatus>.Of(end.Operation.Status),
                end.Operation.StartTime,
                end.Operation.EndTime,
                end.Operation.Accounts,
                Batches = end.Totals.Batches,
                Jobs = JobCountsView.Of(end.Totals.Counters),
            }
            : null;

    private async Task<object?> BlockedAsync(AccountId id, CancellationToken cancellationToken) =>
        await accounts.GetAsync(id, cancellationToken) is { } account
        && (await heads.ReadAsync([id], cancellationToken)) is [{ Body.Blocked: { } reason }]
            ? new { AccountId = id.Value, account.Name, Reason = reason }
            : null;

    private async Task<object?> StaleAsync(AccountId id, CancellationToken cancellationToken) =>
        await accounts.GetAsync(id, cancellationToken) is { Enabled: true } account
        && await freshness.ReadAsync(id, cancellationToken) is { } found
            ? new { AccountId = id.Value, account.Name, OldestUpdated = found.Oldest, MedianUpdated = found.Median }
            : null;
}
