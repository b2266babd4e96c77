using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Settings;
using Spectre.Console;

namespace Batchline.Commands.Doctor;

/// <summary><c>batchline doctor</c>: what is wrong, and what to do about it.</summary>
internal static class DoctorCommand
{
    private const string Details = """
        Checks settings (or the server and its token), store, clock, data directory, accounts, keys, quota, freshness, schedules, operations under way and the last one.
        When Workiz has failed an account for more than two minutes, it asks Workiz's status page (Workiz:StatusPage) too.
        Keys are tested with one request an account, within the pace, for the first 20 accounts; --no-test leaves that out.
        Exit codes: 0 nothing is wrong, 1 something is, 2 it could not look.
        """;

    public static Command Create(Terminal terminal)
    {
        var noTest = new Option<bool>("--no-test") { Description = "Do not ask Workiz whether the keys are good" };
        var command = new ProgramCommand(
            "doctor",
            "Looks for what is wrong and says what to do.",
            "batchline doctor",
            "batchline doctor --no-test --json",
            "BATCHLINE_TOKEN=… batchline doctor --url https://batchline.example.com")
        {
            Details = Details,
        };
        command.Options.Add(noTest);
        command.Does(terminal, (parsed, place) => LookAsync(!parsed.GetValue(noTest), place));
        return command;
    }

    private static async Task<int> LookAsync(bool test, ServerChoice place)
    {
        var findings = await FindAsync(test, place);
        if (place.Json)
            await place.WriteJsonAsync(findings);
        else
            place.Terminal.Screen.Write(Table(findings));
        return findings.Any(finding => finding.Verdict == Severity.Bad) ? ExitCodes.SomeFailed : ExitCodes.Success;
    }

    private static async Task<List<Finding>> FindAsync(bool test, ServerChoice place)
    {
        ApiClient api;
        try
        {
            api = await place.ConnectAsync();
        }
        catch (SettingsException e)
        {
            return [.. e.Faults.Select(fault => Finding.Bad("settings", fault, "Mend appsettings.json or the variable BATCHLINE_Section__Key."))];
        }

        await using (api)
        {
            var findings = new List<Finding> { Finding.Good("settings", api.IsLocal ? "They have no faults." : $"Those of the server at {api.Address}.") };
            if (!await ServiceChecks.AddAsync(findings, api, place))
                return findings;
            await ClusterChecks.AddAsync(findings, api, place);
            FileChecks.Add(findings, api, place);
            var accounts = await new AccountBook(api).AllAsync(place.Stop).ToListAsync(place.Stop);
            await AccountChecks.AddAsync(findings, accounts, api, test, place);
            await WorkChecks.AddAsync(findings, accounts, api, place);
            await WorkizChecks.AddAsync(findings, api, place);
            return findings;
        }
    }

    private static Table Table(List<Finding> findings)
    {
        var table = new Table().RoundedBorder().AddColumns("check", "", "what is", "what to do");
        foreach (var finding in findings)
        {
            var (mark, colour) = finding.Verdict switch
            {
                Severity.Good => ("good", Color.Green),
                Severity.Odd => ("look", Color.Yellow),
                _ => ("bad", Color.Red),
            };
            table.AddRow(Cell.Of(finding.Check), new Text(mark, new Style(colour)), Cell.Of(finding.Says), Cell.Of(finding.Do));
        }

        return table;
    }
}
