using Batchline.Api.BatchProgress;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Commands.Watching;

namespace Batchline.Commands.Sync;

/// <summary>Says what a sync came to.</summary>
internal sealed class SyncSummary(ServerChoice place)
{
    private const int ErrorsShown = 10;

    /// <returns>The exit code.</returns>
    public async Task<int> WriteAsync(ProgressView end)
    {
        if (!place.Json)
            new SummaryTable(place.Terminal.Screen).Write("sync", end);
        var (notes, error) = (place.Terminal.Notes, place.Terminal.Error);
        var errors = end.FailedBatches.SelectMany(batch => batch.Errors).ToList();
        foreach (var failed in errors.Take(ErrorsShown))
            await error.WriteLineAsync($"Failed: {Cell.Clean(failed)}");
        var failedJobs = end.Jobs.Failed - end.AccountStates.Sum(state => state.OddRows.Total);
        if (failedJobs > ErrorsShown)
            await error.WriteLineAsync($"… and {failedJobs - Math.Min(ErrorsShown, errors.Count)} more.");
        if (end.FailedBatches.Count > 0)
            await notes.WriteLineAsync($"Run sync again to try them again, or only them: '{place.Hint("retry")} {end.OperationId}'.");
        foreach (var note in AccountRemarks.Of(end))
            await error.WriteLineAsync(note);
        if (end.Accounts.Blocked > 0)
            await notes.WriteLineAsync("A blocked account needs a person: the line above says what to do.");
        if (end.Status == OperationEnd.Paused)
            await notes.WriteLineAsync($"The operation {end.OperationId} was paused; '{place.Hint("resume")} {end.OperationId}' goes on with it.");
        return end.Status == OperationEnd.Completed ? ExitCodes.Success : ExitCodes.SomeFailed;
    }
}
