using Batchline.Api.BatchProgress;
using Batchline.Commands.Watching;
using Batchline.Engine.Operations;
using Batchline.Engine.Report;

namespace Batchline.Commands.Sync;

/// <summary>Says what a sync came to.</summary>
internal sealed class SyncSummary(Terminal terminal, AccountNames names)
{
    private const int ErrorsShown = 10;

    /// <summary>Waiting longer brings nothing: somebody must set a key, or resume.</summary>
    public static bool NothingMoves(Progress progress) =>
        progress.Operation.Status == OperationStatus.Paused
        || (Count(progress, AccountStateStatus.Blocked) > 0
            && Count(progress, AccountStateStatus.Processing) + Count(progress, AccountStateStatus.Paused) == 0);

    /// <returns>The exit code.</returns>
    public async Task<int> WriteAsync(Progress end)
    {
        await new SummaryTable(terminal.Screen, names).WriteAsync("sync", end, CancellationToken.None);
        var errors = end.FailedBatches.SelectMany(batch => batch.Errors).ToList();
        foreach (var error in errors.Take(ErrorsShown))
            await terminal.Error.WriteLineAsync($"Failed: {Cell.Clean(error)}");
        if (end.Totals.Failed > ErrorsShown)
            await terminal.Error.WriteLineAsync($"… and {end.Totals.Failed - Math.Min(ErrorsShown, errors.Count)} more. Run sync again to try them again.");
        foreach (var state in end.States.Where(state => state.Status == AccountStateStatus.Blocked))
        {
            var name = Cell.Clean(await names.OfAsync(state.AccountId, CancellationToken.None) ?? state.AccountId.Value);
            await terminal.Error.WriteLineAsync($"Blocked: {name}: {Cell.Clean(state.Error)}");
        }

        if (Count(end, AccountStateStatus.Blocked) > 0)
            await terminal.Error.WriteLineAsync("Run sync again to try a blocked key again; if it is wrong, remove the account and add it with the right one.");
        if (end.Operation.Status == OperationStatus.Paused)
            await terminal.Error.WriteLineAsync($"The operation {end.Operation.Id} was paused; resume it where it was paused.");
        return end.Operation.Status == OperationStatus.Completed ? ExitCodes.Success : ExitCodes.SomeFailed;
    }

    private static int Count(Progress progress, AccountStateStatus status) => progress.Accounts.GetValueOrDefault(status);
}
