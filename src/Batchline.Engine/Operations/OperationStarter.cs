using Batchline.Engine.Record;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Operations;

/// <summary>
/// Starts operations. It writes the operation unadmitted, reserves each account, and admits it last: a crash on the
/// way leaves something that slices ignore and the sweeper clears. Planning is left to slices.
/// </summary>
public sealed class OperationStarter(
    IOperationStore operations, AccountReservations reservations, IdGenerator ids, TimeProvider clock, IOptions<PlanOptions> options)
{
    public async Task<StartResult> StartAsync(StartRequest request, CancellationToken cancellationToken)
    {
        var chosen = await reservations.ChooseAsync(request.AccountIds, cancellationToken);
        if (chosen.Unknown.Count > 0)
            return new StartResult.UnknownAccounts(chosen.Unknown);
        if (chosen.Accounts.Count == 0)
            return new StartResult.NoAccounts();

        var operation = New(request) with { Accounts = chosen.Accounts.Count, Skipped = chosen.Disabled };
        if (await operations.InsertAsync(operation, cancellationToken) is { } earlier)
        {
            return earlier.RequestHash == request.RequestHash
                ? new StartResult.Started(earlier)
                : new StartResult.KeyReused(earlier.Id);
        }

        var busy = await reservations.ReserveAsync(operation.Id, chosen.Accounts, request.OnBusy, cancellationToken);
        if (busy.Clash is { } clash)
        {
            // The idempotency key is given free: trying again later is what the caller is told to do.
            await reservations.WithdrawAsync(operation.Id, cancellationToken);
            await operations.ReplaceAsync(
                operation with { Rev = 1, Status = OperationStatus.Cancelled, EndTime = clock.GetUtcNow(), IdempotencyKey = null },
                cancellationToken);
            return new StartResult.Busy(clash);
        }
        var admitted = operation with
        {
            Rev = 1,
            Admitted = true,
            Accounts = busy.Reserved.Count,
            Skipped = [.. operation.Skipped, .. busy.Skipped],
        };
        if (!await operations.ReplaceAsync(admitted, cancellationToken))
            throw new StoreUnavailableException($"Starting operation {operation.Id} took so long that it was cleared away. Start it again.");
        await reservations.WakeAsync(busy.Reserved, cancellationToken);
        return new StartResult.Started(admitted);
    }

    private Operation New(StartRequest request) => new()
    {
        Id = new OperationId(ids.Next()),
        Status = OperationStatus.Planning,
        Strategy = request.Strategy,
        BatchSize = request.BatchSize ?? options.Value.BatchSize,
        Since = request.Since,
        Full = request.Full,
        ToleratedFailurePercent = request.ToleratedFailurePercent,
        IdempotencyKey = request.IdempotencyKey,
        RequestHash = request.RequestHash,
        StartTime = clock.GetUtcNow(),
    };
}
