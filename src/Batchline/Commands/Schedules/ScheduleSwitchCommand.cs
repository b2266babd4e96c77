using System.CommandLine;
using Batchline.Api.Schedules;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Schedules;

/// <summary><c>batchline schedule enable</c> and <c>disable</c>.</summary>
internal static class ScheduleSwitchCommand
{
    public static Command Create(Terminal terminal, bool enable)
    {
        var schedule = new Argument<string>("NAME|ID") { Description = "The schedule" };
        var verb = enable ? "enable" : "disable";
        var command = new ProgramCommand(
            verb, enable ? "Lets a schedule run again, from its next time on." : "Keeps a schedule from running.", $"batchline schedule {verb} nightly")
        {
            schedule,
        };
        command.Does(terminal, async (parsed, place) =>
        {
            await using var api = await place.ConnectAsync();
            var found = await ScheduleBook.FindAsync(api, parsed.GetRequiredValue(schedule), place.Stop);
            var changed = await api.SendAsync<ScheduleView>(HttpMethod.Patch, $"/api/schedules/{found.Id}", new { enabled = enable }, place.Stop);
            return await ScheduleBook.TellAsync(changed, enable ? "Enabled" : "Disabled", place);
        });
        return command;
    }
}
