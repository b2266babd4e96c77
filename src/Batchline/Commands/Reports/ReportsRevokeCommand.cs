using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Reports;

/// <summary><c>batchline reports revoke</c>.</summary>
internal static class ReportsRevokeCommand
{
    private const string Details = """
        Takes back what 'batchline reports grant' gave. Revoking again changes nothing.
        Exit codes: 0 revoked, 1 revoked, but the user can still read the views by other rights, 2 it could not, and nothing was changed.
        """;

    public static Command Create(Terminal terminal)
    {
        var user = new Argument<string>("USER") { Description = "The user or role of PostgreSQL, as its name is written there" };
        var command = new ProgramCommand(
            "revoke",
            "Takes the right to read the views for reports back from a user of PostgreSQL.",
            "batchline reports revoke reader")
        {
            user,
        };
        command.Details = Details;
        command.SetAction(async (parsed, _) =>
        {
            await using var place = ReportsPlace.Open(terminal);
            var name = parsed.GetRequiredValue(user);
            var change = await place.Role.RevokeAsync(name, terminal.Stop);
            return await place.TellAsync(change, $"{name} may no longer read the views for reports of {place.Role.Place}.");
        });
        return command;
    }
}
