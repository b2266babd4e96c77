using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Files;
using Batchline.Commands.Shell;
using Spectre.Console;

namespace Batchline.Commands.Accounts;

/// <summary><c>batchline accounts import</c>: many accounts out of a file.</summary>
internal static class ImportCommand
{
    /// <summary>Some hundred thousand accounts.</summary>
    private const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Each account has its own pace; this only bounds how many are asked about at once.</summary>
    private const int Parallel = 8;

    private static readonly string Details = $$"""
        CSV: a first line with name,key and any of {{string.Join(',', CsvAccounts.Columns[2..])}}; semicolons or
        tabs may stand for the commas. The file is UTF-8, or UTF-16 with a byte order mark, and at most 16 MB.
        JSON: [{"name":"…","key":"…","minInterval":"00:00:02"}].
        Keys that Workiz refuses are not kept. Importing again adds only what is new.
        Exit codes: 0 all are there, 1 some lines were refused or invalid, 2 the file cannot be read.
        """;

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A CSV or JSON file; - reads standard input" };
        var noTest = new Option<bool>("--no-test") { Description = "Do not ask Workiz whether the keys are good" };
        var command = new ProgramCommand(
            "import",
            "Adds the accounts of a file and tests each key, within the pace.",
            "batchline accounts import accounts.csv",
            "batchline accounts import accounts.json --no-test",
            "gpg -d accounts.csv.gpg | batchline accounts import -")
        {
            Details = Details,
        };
        command.Arguments.Add(file);
        command.Options.Add(noTest);
        command.Does(terminal, (parsed, place) => ImportAsync(parsed.GetRequiredValue(file), !parsed.GetValue(noTest), place));
        return command;
    }

    private static async Task<int> ImportAsync(string file, bool test, ServerChoice place)
    {
        var rows = ImportFile.Read(ImportText.Of(file == "-"
            ? await InputFile.ReadAsync(place.Terminal.Input, "standard input", MostBytes, place.Stop)
            : await InputFile.ReadAsync(file, MostBytes, place.Stop)));
        await using var api = await place.ConnectAsync();
        var adder = new AccountAdder(api);
        var outcomes = new AddOutcome[rows.Count];

        // Made one after another: of two lines with the same key the first counts.
        foreach (var (index, row) in rows.Index())
            outcomes[index] = row.Wanted is { } wanted ? await adder.CreateAsync(wanted, place.Stop) : new AddOutcome.Invalid(row.Fault ?? "");
        if (test)
        {
            await System.Threading.Tasks.Parallel.ForAsync(
                0,
                rows.Count,
                new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = place.Stop },
                async (index, cancellationToken) =>
                {
                    if (outcomes[index] is AddOutcome.Added(var account, _))
                        outcomes[index] = await adder.TestAsync(account, cancellationToken);
                });
        }

        if (place.Json)
            await place.WriteJsonAsync(rows.Zip(outcomes, ImportedRow.Of));
        else
            place.Terminal.Screen.Write(Table(rows, outcomes));
        return outcomes.All(outcome => outcome is AddOutcome.Added or AddOutcome.Duplicate) ? ExitCodes.Success : ExitCodes.SomeFailed;
    }

    private static Table Table(IReadOnlyList<ImportRow> rows, AddOutcome[] outcomes)
    {
        var table = new Table().RoundedBorder().AddColumns("", "name", "outcome", "why");
        foreach (var (row, outcome) in rows.Zip(outcomes))
        {
            var line = ImportedRow.Of(row, outcome);
            table.AddRow(Cell.Of(line.Place), Cell.Of(line.Name), Cell.Of(line.Outcome), Cell.Of(line.Why));
        }

        var counts = outcomes.CountBy(outcome => outcome.GetType().Name.ToLowerInvariant());
        return table.Caption(string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}")));
    }
}
