using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Jobs;

/// <summary><c>batchline jobs</c>: the stored jobs.</summary>
internal static class JobsCommand
{
    public static Command Create(Terminal terminal) => new ProgramCommand(
        "jobs",
        "Looks at the stored jobs. Nothing is asked of Workiz.",
        "batchline jobs list --status Submitted --from 2026-01-01",
        "batchline jobs show 7QK2ZD",
        "batchline jobs export --format csv --output jobs.csv")
    {
        JobsListCommand.Create(terminal),
        JobsShowCommand.Create(terminal),
        JobsExportCommand.Create(terminal),
    };
}
