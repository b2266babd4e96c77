using Batchline.Engine.Failures;

namespace Batchline.Engine.Operations.Start;

/// <summary>
/// Starts operations. Writes the operation unadmitted, reserves each account, and admits it last. A crash in between leaves
/// something that slices ignore, that a repeated request with the same key finishes, and that the sweep clears.
/// A refused start leaves nothing. Planning is left to slices.
/// </summary>
public sealed class OperationStarter(
    IOperationStore operations, AccountReservations reservations, OperationDrafts drafts, UnadmittedOperations unadmitted, StartedAccounts started)
{
    private const int MostAttempts = 3;

    public async Task<StartResult> StartAsync(StartRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await TryStartAsync(request, cancellationToken) is { } result)
                return result;
        }
        throw new StoreUnavailableException("Starting the operation took so long that it was cleared away each time. Start it again.");
    }

    /// <summary>Null: the operation was cleared away in between, or an account was held by one that was.</summary>
    private async Task<StartResult?> TryStartAsync(StartRequest request, CancellationToken cancellationToken)
    {
        // The key comes first: what it started counts, whatever has become of the accounts since.
        if (request.IdempotencyKey is { } key && await operations.FindAsync(key, cancellationToken) is { } known)
            return await RepeatAsync(request, known, cancellationToken);
        var chosen = await reservations.ChooseAsync(request.AccountIds, cancellationToken);
        if (Refusal(chosen) is { } refusal)
            return refusal;
        var operation = drafts.Of(request);
        return await operations.InsertAsync(operation, cancellationToken) is { } earlier
            ? await RepeatAsync(request, earlier, cancellationToken)
            : await AdmitAsync(operation, chosen, request.OnBusy, cancellationToken);
    }

    private async Task<StartResult?> RepeatAsync(StartRequest request, Operation earlier, CancellationToken cancellationToken)
    {
        if (earlier.RequestHash != request.RequestHash)
            return new StartResult.KeyReused(earlier.Id);
        if (earlier.Admitted)
            return new StartResult.Started(earlier.IsAsleep ? await started.WakeAsync(earlier, accounts: null, cancellationToken) : earlier);

        // The process that began it may be dead. If it is not, both continue, and one of them admits the operation.
        var chosen = await reservations.ChooseAsync(request.AccountIds, cancellationToken);
        return Refusal(chosen) is { } refusal
            ? await RefuseAsync(earlier, refusal, cancellationToken)
            : await AdmitAsync(earlier, chosen, request.OnBusy, cancellationToken);
    }

    private async Task<StartResult?> AdmitAsync(
        Operation operation, ChosenAccounts chosen, OnBusy onBusy, CancellationToken cancellationToken)
    {
        var found = await reservations.ReserveAsync(operation.Id, chosen.Accounts, onBusy, cancellationToken);
        if (found.Clash is { } clash)
            return await ClashAsync(operation, clash, cancellationToken);

        // All of them were disabled or deleted since they were chosen.
        if (found.Reserved.Count == 0)
            return await RefuseAsync(operation, new StartResult.NoAccounts(), cancellationToken);
        IReadOnlyList<AccountId> skipped = [.. chosen.Disabled, .. found.Skipped];
        var admitted = operation with
        {
            Rev = operation.Rev + 1,
            Admitted = true,
            Accounts = found.Reserved.Count,
            Skipped = [.. skipped.Take(Operation.MostSkippedNamed)],
            SkippedTotal = skipped.Count,
        };
        if (await operations.ReplaceAsync(admitted, cancellationToken))
            return new StartResult.Started(await started.WakeAsync(admitted, found.Reserved, cancellationToken));
        if (await operations.GetAsync(operation.Id, cancellationToken) is { Admitted: true } other)
            return new StartResult.Started(other);

        // Cleared away while this was slow: withdraw what was reserved since.
        await reservations.WithdrawAsync(operation.Id, cancellationToken);
        return null;
    }

    private async Task<StartResult?> ClashAsync(Operation operation, BusyAccount clash, CancellationToken cancellationToken)
    {
        var refused = await RefuseAsync(operation, new StartResult.Busy(clash), cancellationToken);
        if (refused is StartResult.Started)
            return refused;
        if (await operations.GetAsync(clash.OperationId, cancellationToken) is { } holder && !UnadmittedOperations.IsClosed(holder))
            return refused;

        // Reserved by a start that was cleared away at that moment: nothing else will free the account.
        await reservations.WithdrawAsync(clash.OperationId, cancellationToken);
        return null;
    }

    private async Task<StartResult> RefuseAsync(Operation operation, StartResult refusal, CancellationToken cancellationToken)
    {
        if (await unadmitted.ClearAsync(operation, cancellationToken))
            return refusal;

        // Another request with the same key may have succeeded in the meantime.
        if (await operations.GetAsync(operation.Id, cancellationToken) is { Admitted: true } admitted)
            return new StartResult.Started(admitted);

        // Or it was refused too and has cleared the operation away: withdraw what was reserved since.
        await reservations.WithdrawAsync(operation.Id, cancellationToken);
        return refusal;
    }

    private static StartResult? Refusal(ChosenAccounts chosen) => chosen switch
    {
        { Unknown.Count: > 0 } => new StartResult.UnknownAccounts(chosen.Unknown),
        { Accounts.Count: 0 } => new StartResult.NoAccounts(),
        _ => null,
    };
}
