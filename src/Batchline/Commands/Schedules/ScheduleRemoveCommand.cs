using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Schedules;

/// <summary><c>batchline schedule remove</c>.</summary>
internal static class ScheduleRemoveCommand
{
    public static Command Create(Terminal terminal)
    {
        var schedule = new Argument<string>("NAME|ID") { Description = "The schedule" };
        var command = new ProgramCommand("remove", "Removes a schedule. What it started goes on.", "batchline schedule remove nightly")
        {
            schedule,
        };
        command.Does(terminal, async (parsed, place) =>
        {
            await using var api = await place.ConnectAsync();
            var found = await ScheduleBook.FindAsync(api, parsed.GetRequiredValue(schedule), place.Stop);
            await api.SendAsync(HttpMethod.Delete, $"/api/schedules/{found.Id}", place.Stop);
            if (place.Json)
                await place.WriteJsonAsync(found);
            else
                await place.Terminal.Output.WriteLineAsync($"Removed the schedule {Cell.Clean(found.Name)} ({found.Id}).");
            return ExitCodes.Success;
        });
        return command;
    }
}
