using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Migrate;

/// <summary><c>batchline migrate</c>: between the embedded database, PostgreSQL, and MongoDB.</summary>
internal static class MigrateCommand
{
    private const string Details = """
        Copies accounts, jobs, history and schedules; what is in the other place already and newer stays. Nothing is deleted in the
        old place. The feed of changes begins anew there: a cursor of the old place is answered with 410. Notifications that were not
        delivered yet are not copied.
        Both places must have no open operation, and no server may start one meanwhile. Stopped in the middle, run it again: it goes
        on behind the last job; between two servers, in the same current directory. A server needs Security:EncryptionKey; keys are
        encrypted anew for where they go. What other programs stored in a MongoDB beside Workiz's fields stays there.
        Exit codes: 0 copied and counted, 1 the counts differ, 2 it could not run, 130 interrupted.
        """;

    public static Command Create(Terminal terminal)
    {
        var from = new Option<string>("--from") { Description = "A data directory, a postgres:// address, or a mongodb:// address", HelpName = "PLACE", Required = true };
        var to = new Option<string>("--to") { Description = "A place of another kind", HelpName = "PLACE", Required = true };
        var command = new ProgramCommand(
            "migrate",
            "Copies accounts, jobs, history and schedules from one kind of database to another.",
            "batchline migrate --from ./batchline-data --to postgres://batchline:secret@127.0.0.1/batchline",
            "batchline migrate --from mongodb://127.0.0.1/batchline --to ./batchline-data")
        {
            Details = Details,
        };
        command.Options.Add(from);
        command.Options.Add(to);
        command.SetAction((parsed, _) => MigrateRun.RunAsync(parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), terminal));
        return command;
    }
}
