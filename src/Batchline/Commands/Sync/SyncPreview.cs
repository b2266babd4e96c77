using System.Globalization;
using Batchline.Api.Operations;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Spectre.Console;

namespace Batchline.Commands.Sync;

/// <summary>Says what a sync would come to.</summary>
internal sealed class SyncPreview(ServerChoice place)
{
    /// <returns>The exit code.</returns>
    public async Task<int> WriteAsync(PreviewView preview)
    {
        if (place.Json)
        {
            await place.WriteJsonAsync(preview);
            return ExitCodes.Success;
        }

        var table = new Table().RoundedBorder().AddColumn("account");
        foreach (var title in new[] { "known jobs", "calls", "time" })
            table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var account in preview.AccountEstimates)
            table.AddRow([Cell.Of(account.Name), .. Cells(account.Jobs, account.Calls, account.EtaSeconds)]);
        if (preview.AccountEstimates.Count > 1)
            table.AddRow([Cell.Of("all"), .. Cells(preview.Jobs, preview.Calls, preview.EtaSeconds)]);
        place.Terminal.Screen.Write(table);
        await place.Terminal.Notes.WriteLineAsync("Nothing was started. What a listing finds new comes on top.");
        return ExitCodes.Success;
    }

    private static IEnumerable<Text> Cells(long jobs, long calls, double seconds) =>
    [
        Cell.Of(jobs.ToString(CultureInfo.InvariantCulture)),
        Cell.Of(calls.ToString(CultureInfo.InvariantCulture)),
        Cell.Of(TimeSpan.FromSeconds(Math.Ceiling(seconds)).ToString("g", CultureInfo.InvariantCulture)),
    ];
}
