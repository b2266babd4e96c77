using Batchline.Api.Accounts;
using Batchline.Api.BatchProgress;
using Batchline.Api.Operations;
using Batchline.Api.Requests;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Engine.Operations;

namespace Batchline.Commands.Sync;

/// <summary>
/// Decides whether a sync goes on with the operation that holds an account: it does when that operation does all that
/// is wished. Leases keep processes apart, so it matters little whether another process is at work on it still.
/// </summary>
internal sealed class SyncResumption(ApiClient api, AccountBook accounts)
{
    private const string Open = "planning,processing,paused";

    /// <param name="held">The account that the operation holds, when that is known.</param>
    /// <exception cref="CouldNotException">The operation is about something else.</exception>
    public async Task<SyncOperation> FindAsync(string id, string? held, SyncWish wish, string? only, ServerChoice place)
    {
        var operation = await api.ItemsAsync<OperationView>(ApiPath.With("/api/operations", ("status", Open)), place.Stop)
            .FirstOrDefaultAsync(open => open.OperationId == id, place.Stop)
            ?? throw new CouldNotException($"The operation {id} holds an account for a moment still. Try again.");
        var holds = held is null ? "an account" : $"the account {Cell.Clean(await accounts.NameAsync(held, place.Stop))}";
        var about = $"The operation {id} ({operation.Strategy}, begun {Cell.Time(operation.StartTime)})";
        if (operation.Status == Names<OperationStatus>.Of(OperationStatus.Paused) || operation.Requested == Names<ControlAction>.Of(ControlAction.Pause))
            throw new CouldNotException($"{about} holds {holds} and is paused. Resume it with '{place.Hint("resume")} {id}', or cancel it with '{place.Hint("cancel")} {id}'.");
        if (operation.Requested == Names<ControlAction>.Of(ControlAction.Cancel))
            throw new CouldNotException($"{about} is being cancelled. Try again in a moment.");
        if (!wish.Fits(operation))
            throw new CouldNotException($"{about} runs on {holds} with other options. Finish it first with '{place.Hint("sync")}' without options.");
        if (await MissingAsync(operation, only, place) is { } missing)
            throw new CouldNotException(
                $"{about} runs on {holds}, but not on {Cell.Clean(missing.Name)}. Finish it first with '{place.Hint("sync")} --account {held ?? missing.Id}'.");
        return new SyncOperation(id, operation.Strategy, operation.Accounts, operation.StartTime, Resumed: true);
    }

    /// <summary>An account that is wished and was there when the operation began, but is not in it.</summary>
    private async Task<AccountView?> MissingAsync(OperationView operation, string? only, ServerChoice place)
    {
        var progress = await api.GetAsync<ProgressView>(
            ApiPath.With($"/api/batch-progress/{operation.OperationId}", ("limit", $"{ApiClient.MaxPage}")), place.Stop);
        if (progress.Accounts.Total > progress.AccountStates.Count)
            return null;
        var taken = progress.AccountStates.Select(state => state.AccountId).ToHashSet(StringComparer.Ordinal);
        return await accounts.AllAsync(place.Stop).FirstOrDefaultAsync(
            account => !taken.Contains(account.Id)
                && (only is null ? account.Enabled && account.CreatedAt < operation.StartTime : account.Id == only),
            place.Stop);
    }
}
