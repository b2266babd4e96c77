using Batchline.Api.Requests;
using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;

namespace Batchline.Commands.Sync;

/// <summary>
/// Decides whether a sync goes on with the operation that holds an account: it does when that operation does all that
/// is wished. Leases keep processes apart, so it matters little whether another process is at work on it still.
/// </summary>
internal sealed class SyncResumption(
    IOperationStore operations, IAccountStateReader states, IAccountStore accounts, AccountFinder finder)
{
    /// <exception cref="CouldNotException">The operation is about something else.</exception>
    public async Task<Operation> FindAsync(BusyAccount busy, SyncWish wish, AccountId? only, CancellationToken cancellationToken)
    {
        var operation = await operations.GetAsync(busy.OperationId, cancellationToken);
        if (operation is not { Admitted: true } || OperationTransitions.IsTerminal(operation.Status))
            throw new CouldNotException($"The operation {busy.OperationId} holds the account {busy.AccountId} for a moment still. Try again.");
        var holds = $"the account {await NameAsync(busy.AccountId, cancellationToken)}";
        var about = $"The operation {operation.Id} ({Names<Strategy>.Of(operation.Strategy)}, begun {Cell.Time(operation.StartTime)})";
        if (operation.Status == OperationStatus.Paused || operation.Requested == ControlAction.Pause)
            throw new CouldNotException($"{about} holds {holds} and is paused. Resume or cancel it where it was paused.");
        if (operation.Requested == ControlAction.Cancel)
            throw new CouldNotException($"{about} is being cancelled. Try again in a moment.");
        if (!wish.Fits(operation))
            throw new CouldNotException($"{about} runs on {holds} with other options. Finish it first with 'batchline sync' without options.");
        if (await MissingAsync(operation, only, cancellationToken) is { } missing)
            throw new CouldNotException(
                $"{about} runs on {holds}, but not on {Cell.Clean(missing.Name)}. Finish it first with 'batchline sync --account {busy.AccountId}'.");
        return operation;
    }

    private async Task<string> NameAsync(AccountId id, CancellationToken cancellationToken) =>
        Cell.Clean((await accounts.GetAsync(id, cancellationToken))?.Name ?? id.Value);

    /// <summary>An account that is wished and was there when the operation began, but is not in it.</summary>
    private async Task<Account?> MissingAsync(Operation operation, AccountId? only, CancellationToken cancellationToken)
    {
        await foreach (var account in finder.AllAsync(cancellationToken))
        {
            var wished = only is null ? account.Enabled && account.CreatedAt < operation.StartTime : account.Id == only;
            if (wished && await states.GetAsync(operation.Id, account.Id, cancellationToken) is null)
                return account;
        }

        return null;
    }
}
