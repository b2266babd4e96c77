using Batchline.Api.BatchProgress;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Commands.Watching;

namespace Batchline.Commands.Sync;

/// <summary>One sync from its start to its exit code.</summary>
internal sealed class SyncRun(ApiClient api, ServerChoice place)
{
    public static async Task<int> RunAsync(SyncWish wish, ServerChoice place)
    {
        await using var api = await place.ConnectAsync(work: !wish.Preview);
        return await new SyncRun(api, place).RunAsync(wish);
    }

    private async Task<int> RunAsync(SyncWish wish)
    {
        var accounts = new AccountBook(api);
        var start = new SyncStart(api, accounts, new SyncResumption(api, accounts));
        if (wish.Preview)
            return await new SyncPreview(place).WriteAsync(await start.PreviewAsync(wish, place));
        var operation = await start.StartAsync(wish, place);
        if (operation.Resumed)
            await place.Terminal.Notes.WriteLineAsync($"Going on with the operation {operation.Id}, begun {Cell.Time(operation.StartTime)}.");
        if (wish.Detach)
            return await LeaveAsync(operation);
        ProgressView end;
        try
        {
            end = await WatchAsync(operation);
        }
        catch (OperationCanceledException) when (place.Stop.IsCancellationRequested)
        {
            // The worker of this process ends before anything is said about it.
            await api.DisposeAsync();
            await place.Terminal.Error.WriteLineAsync(api.IsLocal
                ? $"Stopped; what is done is stored. 'batchline sync' goes on with the operation {operation.Id} and asks for nothing twice."
                : $"The server goes on with the operation {operation.Id}. '{place.Hint("status")} {operation.Id} --watch' shows it again, '{place.Hint("pause")} {operation.Id}' pauses it.");
            return ExitCodes.Interrupted;
        }

        await api.DisposeAsync();
        return await new SyncSummary(place).WriteAsync(end);
    }

    private Task<ProgressView> WatchAsync(SyncOperation operation)
    {
        var watch = new OperationWatch(api, TimeProvider.System);
        var title = $"Sync of {operation.Accounts} {(operation.Accounts == 1 ? "account" : "accounts")} ({operation.Strategy})";
        return DisplayChoice.Of(place, TimeProvider.System).ShowAsync(title, watch.FollowAsync(operation.Id, OperationEnd.NothingMoves, place.Stop));
    }

    private async Task<int> LeaveAsync(SyncOperation operation)
    {
        if (place.Json)
            await place.WriteJsonAsync(operation);
        else
            await place.Terminal.Output.WriteLineAsync($"Started the operation {operation.Id}. '{place.Hint("status")} {operation.Id} --watch' shows it.");
        return ExitCodes.Success;
    }
}
