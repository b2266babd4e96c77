using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Reports;

/// <summary><c>batchline reports grant</c>.</summary>
internal static class ReportsGrantCommand
{
    private const string Details = """
        The user must exist on the server (CREATE ROLE reader LOGIN PASSWORD '…'). It may then read v_jobs, v_line_items, v_team and v_tags.
        The tables, and with them the Workiz keys, stay closed to it. Granting again changes nothing.
        Exit codes: 0 granted, 1 granted, but the user can do more or less than that by other rights, 2 it could not, and nothing was changed.
        """;

    public static Command Create(Terminal terminal)
    {
        var user = new Argument<string>("USER") { Description = "The user or role of PostgreSQL, as its name is written there" };
        var command = new ProgramCommand(
            "grant",
            "Lets a user of PostgreSQL read the views for reports, and nothing else.",
            "batchline reports grant reader")
        {
            user,
        };
        command.Details = Details;
        command.SetAction(async (parsed, _) =>
        {
            await using var place = ReportsPlace.Open(terminal);
            var name = parsed.GetRequiredValue(user);
            var change = await place.Role.GrantAsync(name, terminal.Stop);
            return await place.TellAsync(
                change,
                $"{name} may read the views v_jobs, v_line_items, v_team and v_tags of {place.Role.Place}.",
                $"To try it, connect as {name}: SELECT Status, count(*) FROM {place.Role.Schema}.v_jobs GROUP BY Status;",
                $"To leave out the schema: SET search_path TO {place.Role.Schema};");
        });
        return command;
    }
}
