using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Reports;

/// <summary><c>batchline reports</c>: who may read the views for reports in a PostgreSQL.</summary>
internal static class ReportsCommand
{
    public static Command Create(Terminal terminal) => new ProgramCommand(
        "reports",
        "Lets a user of PostgreSQL read the views for reports and nothing else, or no longer.",
        "batchline reports grant reader",
        "batchline reports revoke reader")
    {
        ReportsGrantCommand.Create(terminal),
        ReportsRevokeCommand.Create(terminal),
    };
}
