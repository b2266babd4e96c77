using System.CommandLine;
using Batchline.Api.Export;
using Batchline.Api.Requests;
using Batchline.Commands.Connecting;
using Batchline.Commands.Files;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Jobs;

/// <summary><c>batchline jobs export</c>.</summary>
internal static class JobsExportCommand
{
    private const string Details = """
        NDJSON: a job a line, with Batchline's notes in "sync" and every field of Workiz in "document".
        CSV: known fields in a fixed order, then all others by name; lists and objects as JSON; texts that a spreadsheet would take
        for a formula get an apostrophe before them.
        A file is complete when the command ends with 0; it is written beside its place and moved there at the end. A new one can
        be read by its owner only, one that is replaced keeps its mode, and through a link the file it leads to is replaced.
        What is for a device or a pipe goes into it; - and /dev/stdout are standard output.
        """;

    /// <summary>Opened as a file, a redirected output would be written over from its beginning.</summary>
    private static readonly string[] StandardOutput = ["-", "/dev/stdout"];

    private static readonly Option<ExportFormat?> Format = new("--format")
    {
        Description = "csv or ndjson (default: by the ending of --output, else ndjson)",
        HelpName = "csv|ndjson",
        CustomParser = ParseFormat,
    };

    private static readonly Option<string?> Output = new("--output", "-o") { Description = "Write to this file (default: standard output)", HelpName = "FILE" };

    public static Command Create(Terminal terminal)
    {
        var command = new ProgramCommand(
            "export",
            "Writes stored jobs as NDJSON or CSV, as many as there are.",
            "batchline jobs export --output jobs.csv",
            "batchline jobs export --account 'North Garage' --from 2026-01-01 | jq -r .document.Status | sort | uniq -c",
            "batchline jobs export --format csv --url https://batchline.example.com > jobs.csv")
        {
            Details = Details,
        };
        foreach (var option in JobFilterOptions.Options.Append(Format).Append(Output))
            command.Options.Add(option);
        command.Does(terminal, ExportAsync);
        return command;
    }

    private static ExportFormat? ParseFormat(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (result.Tokens is [{ Value: var text }] && Names<ExportFormat>.TryParse(text, out var format))
            return format;
        result.AddError($"--format is one of {Names<ExportFormat>.All}.");
        return null;
    }

    private static async Task<int> ExportAsync(ParseResult parsed, ServerChoice place)
    {
        var file = parsed.GetValue(Output) is { } named && !StandardOutput.Contains(named) ? named : null;
        var format = parsed.GetValue(Format)
            ?? (file?.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) == true ? ExportFormat.Csv : ExportFormat.Ndjson);
        await using var api = await place.ConnectAsync();
        var query = await JobFilterOptions.QueryAsync(parsed, new AccountBook(api), place.Stop);
        var path = ApiPath.With("/api/jobs/export", query.Append(("format", Names<ExportFormat>.Of(format))));
        using var answer = await api.AnswerAsync(HttpMethod.Get, path, null, place.Stop);
        await using var body = await answer.Content.ReadAsStreamAsync(place.Stop);
        if (file is null)
        {
            await place.Terminal.CopyToOutputAsync(body);
            return ExitCodes.Success;
        }

        await SaveAsync(body, file, place);
        await place.Terminal.Notes.WriteLineAsync($"Wrote {file}.");
        return ExitCodes.Success;
    }

    private static async Task SaveAsync(Stream body, string file, ServerChoice place)
    {
        await using var output = await OutputFile.OpenAsync(file, place.Stop);
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, place.Stop) is > 0 and var count)
            await output.WriteAsync(buffer.AsMemory(0, count), place.Stop);
        await output.CompleteAsync(place.Stop);
    }
}
