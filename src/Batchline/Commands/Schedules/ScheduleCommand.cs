using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Schedules;

/// <summary><c>batchline schedule</c>: operations that start by themselves.</summary>
internal static class ScheduleCommand
{
    public static Command Create(Terminal terminal) => new ProgramCommand(
        "schedule",
        "Lists, adds, changes and removes schedules: operations that start by themselves, while a server runs or its tick is called.",
        "batchline schedule add --name nightly --cron '0 2 * * *' --time-zone Europe/Berlin",
        "batchline schedule list",
        "batchline schedule set nightly --cron '30 1 * * *'",
        "batchline schedule disable nightly",
        "batchline schedule remove nightly")
    {
        ScheduleAddCommand.Create(terminal),
        ScheduleListCommand.Create(terminal),
        ScheduleSetCommand.Create(terminal),
        ScheduleSwitchCommand.Create(terminal, enable: true),
        ScheduleSwitchCommand.Create(terminal, enable: false),
        ScheduleRemoveCommand.Create(terminal),
    };
}
