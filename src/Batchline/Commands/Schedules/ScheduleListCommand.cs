using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Spectre.Console;

namespace Batchline.Commands.Schedules;

/// <summary><c>batchline schedule list</c>.</summary>
internal static class ScheduleListCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ProgramCommand(
            "list",
            "Lists the schedules, when they run next and how their last run went.",
            "batchline schedule list",
            "batchline schedule list --json | jq '.[].nextRunAt'");
        command.Does(terminal, (_, place) => ListAsync(place));
        return command;
    }

    private static async Task<int> ListAsync(ServerChoice place)
    {
        await using var api = await place.ConnectAsync();
        var schedules = await ScheduleBook.AllAsync(api, place.Stop).ToListAsync(place.Stop);
        if (place.Json)
        {
            await place.WriteJsonAsync(schedules);
            return ExitCodes.Success;
        }

        if (schedules.Count == 0)
        {
            await place.Terminal.Notes.WriteLineAsync($"There are no schedules yet. Add one with '{place.Hint("schedule add")}'.");
            return ExitCodes.Success;
        }

        var table = new Table().RoundedBorder().AddColumns("name", "id", "cron", "time zone", "accounts", "strategy", "next run", "last run", "last operation");
        foreach (var schedule in schedules)
        {
            table.AddRow(
                Cell.Of(schedule.Name),
                Cell.Of(schedule.Id),
                Cell.Of(schedule.Cron),
                Cell.Of(schedule.TimeZone),
                Cell.Of(schedule.AccountIds is { } accounts ? $"{accounts.Count}" : "all"),
                Cell.Of(schedule.Strategy + (schedule.Full ? ", full" : "")),
                Cell.Of(schedule.Enabled ? Cell.Time(schedule.NextRunAt) : "disabled"),
                Cell.Of(schedule.LastRunAt is null ? "never" : Cell.Time(schedule.LastRunAt)),
                Cell.Of(schedule.LastError ?? schedule.LastOperationId));
        }

        place.Terminal.Screen.Write(table);
        return ExitCodes.Success;
    }
}
