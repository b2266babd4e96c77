using System.CommandLine;
using Spectre.Console;

namespace Batchline.Commands.Accounts;

/// <summary><c>batchline accounts import</c>: many accounts out of a file.</summary>
internal static class ImportCommand
{
    /// <summary>Each account has its own pace; this only bounds how many are asked about at once.</summary>
    private const int Parallel = 8;

    private const string Details = """
        CSV: a first line with name,key and any of minInterval,quotaCalls,quotaWindow,quotaShare,enabled.
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
        command.SetAction((parsed, _) => ImportAsync(parsed.GetRequiredValue(file), !parsed.GetValue(noTest), terminal));
        return command;
    }

    private static async Task<int> ImportAsync(string file, bool test, Terminal terminal)
    {
        var text = file == "-"
            ? await terminal.Input.ReadToEndAsync(terminal.Stop)
            : await File.ReadAllTextAsync(file, terminal.Stop);
        var rows = ImportFile.Read(text);
        using var place = AccountPlace.Open(terminal);
        var outcomes = new AddOutcome[rows.Count];
        await System.Threading.Tasks.Parallel.ForAsync(
            0,
            rows.Count,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = terminal.Stop },
            async (index, cancellationToken) => outcomes[index] = rows[index].Wanted is { } wanted
                ? await place.Adder.AddAsync(wanted, test, cancellationToken)
                : new AddOutcome.Invalid(rows[index].Fault ?? ""));
        terminal.Screen.Write(Table(rows, outcomes));
        return outcomes.All(outcome => outcome is AddOutcome.Added or AddOutcome.Duplicate) ? ExitCodes.Success : ExitCodes.SomeFailed;
    }

    private static Table Table(IReadOnlyList<ImportRow> rows, AddOutcome[] outcomes)
    {
        var table = new Table().RoundedBorder().AddColumns("", "name", "outcome", "why");
        foreach (var (row, outcome) in rows.Zip(outcomes))
        {
            var (word, why) = outcome switch
            {
                AddOutcome.Added(_, var note) => ("added", note),
                AddOutcome.Duplicate => ("duplicate", "an account has this key already"),
                AddOutcome.Refused(var reason) => ("refused", reason),
                AddOutcome.Invalid(var reason) => ("invalid", reason),
                _ => ("", ""),
            };
            table.AddRow(Cell.Of(row.Place), Cell.Of(row.Name), Cell.Of(word), Cell.Of(why));
        }

        var counts = outcomes.CountBy(outcome => outcome.GetType().Name.ToLowerInvariant());
        return table.Caption(string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}")));
    }
}
