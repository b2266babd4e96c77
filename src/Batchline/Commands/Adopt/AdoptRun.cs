using System.Globalization;
using Batchline.Commands.Shell;
using Batchline.Stores.Mongo.Adoption;
using Spectre.Console;

namespace Batchline.Commands.Adopt;

/// <summary>Goes through the steps of an adoption, to tell or to mend.</summary>
internal sealed class AdoptRun(AdoptPlace place, Terminal terminal)
{
    private const int Shown = 5;

    public static async Task<int> CheckAsync(Terminal terminal)
    {
        using var place = AdoptPlace.Open(terminal);
        return await new AdoptRun(place, terminal).TellAsync() > 0 ? ExitCodes.SomeFailed : ExitCodes.Success;
    }

    public static async Task<int> MendAsync(string? reportFile, bool sure, Terminal terminal)
    {
        using var place = AdoptPlace.Open(terminal);
        await place.EnsureNothingRunsAsync(terminal.Stop);
        var run = new AdoptRun(place, terminal);
        if (!sure && (await run.TellAsync() == 0 || !await ConfirmAsync(terminal)))
            return ExitCodes.Success;
        return await run.MendAsync(reportFile ?? $"batchline-adopt-{DateTime.UtcNow:yyyyMMdd-HHmmss}.jsonl");
    }

    /// <returns>How many things were found.</returns>
    private async Task<int> TellAsync()
    {
        var all = 0;
        foreach (var step in place.Adoption.Steps)
        {
            var (found, mendable, some) = (0, 0, new List<string>());
            await foreach (var finding in step.FindAsync(terminal.Stop))
            {
                found++;
                mendable += finding.CanBeMended ? 1 : 0;
                if (some.Count < Shown)
                    some.Add(finding.Text);
            }

            if (found == 0)
                continue;
            all += found;
            await terminal.Output.WriteLineAsync($"{found} {step.Title} ({Remedy(step, found, mendable)})");
            foreach (var text in some)
                await terminal.Output.WriteLineAsync($"  {Cell.Clean(text)}");
            if (found > some.Count)
                await terminal.Output.WriteLineAsync($"  … and {found - some.Count} more");
        }

        if (all == 0)
            await terminal.Output.WriteLineAsync("Nothing stands in the way: Batchline can work with this database as it is.");
        return all;
    }

    private static string Remedy(AdoptionStep step, int found, int mendable) =>
        mendable is 0 || mendable == found ? step.Remedy : $"{mendable} of them: {step.Remedy}";

    private static async Task<bool> ConfirmAsync(Terminal terminal)
    {
        if (terminal.Prompts is not { } prompts)
            throw new CouldNotException("There is no terminal to ask at. Say --yes to mend this.");
        return await new ConfirmationPrompt("Mend this?") { DefaultValue = false }.ShowAsync(prompts, terminal.Stop);
    }

    private async Task<int> MendAsync(string file)
    {
        var left = 0;
        await using var report = new AdoptReport(file);
        foreach (var step in place.Adoption.Steps)
        {
            var (mended, stayed) = (0, 0);
            await foreach (var finding in step.FindAsync(terminal.Stop))
            {
                // Not cut short by Ctrl-C: what belongs together is done together.
                if (finding.CanBeMended && await place.Adoption.MendAsync(finding, report.WriteAsync, CancellationToken.None))
                    mended++;
                else
                    stayed++;
            }

            left += stayed;
            if (mended > 0)
                await terminal.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{mended} {step.Title}: {step.Remedy}"));
            if (stayed > 0)
                await terminal.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{stayed} {step.Title}: left as they are"));
        }

        await terminal.Output.WriteLineAsync(report.Lines == 0
            ? "Nothing was changed."
            : $"'batchline adopt --undo {file}' takes this back. Keep the file: it holds what was deleted.");
        return left == 0 ? ExitCodes.Success : ExitCodes.SomeFailed;
    }
}
