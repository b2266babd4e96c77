using System.CommandLine;
using Batchline.Api.Schedules;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Schedules;

/// <summary><c>batchline schedule set</c>.</summary>
internal static class ScheduleSetCommand
{
    public static Command Create(Terminal terminal)
    {
        var schedule = new Argument<string>("NAME|ID") { Description = "The schedule" };
        var options = new ScheduleOptions();
        var command = new ProgramCommand(
            "set",
            "Changes a schedule: what is not named stays.",
            "batchline schedule set nightly --cron '30 1 * * *'",
            "batchline schedule set nightly --account 'North Garage' --account 'South Garage'",
            "batchline schedule set nightly --all-accounts --full false");
        command.Arguments.Add(schedule);
        foreach (var option in options.Options)
            command.Options.Add(option);
        command.Does(terminal, async (parsed, place) =>
        {
            await using var api = await place.ConnectAsync();
            var body = await options.BodyAsync(parsed, api, place.Stop);
            if (body.Count == 0)
                throw new CouldNotException("Say what to change: --name, --cron, --time-zone, --account, --all-accounts, --strategy or --full.");
            var found = await ScheduleBook.FindAsync(api, parsed.GetRequiredValue(schedule), place.Stop);
            var changed = await api.SendAsync<ScheduleView>(HttpMethod.Patch, $"/api/schedules/{found.Id}", body, place.Stop);
            return await ScheduleBook.TellAsync(changed, "Changed", place);
        });
        return command;
    }
}
