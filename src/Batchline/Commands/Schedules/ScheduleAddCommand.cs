using System.CommandLine;
using Batchline.Api.Schedules;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Schedules;

/// <summary><c>batchline schedule add</c>.</summary>
internal static class ScheduleAddCommand
{
    private const string Details = """
        Each run starts one operation, however many processes serve. A run that was missed while none did is made up once.
        Accounts on which another operation runs at that time are left out.
        When the clock changes: a time that is skipped runs at the change, one that comes twice runs once.
        """;

    public static Command Create(Terminal terminal)
    {
        var options = new ScheduleOptions();
        var command = new ProgramCommand(
            "add",
            "Adds a schedule.",
            "batchline schedule add --name nightly --cron '0 2 * * *' --time-zone Europe/Berlin",
            "batchline schedule add --name north --cron '*/15 8-18 * * 1-5' --account 'North Garage' --strategy listFirst",
            "batchline schedule add --name monthly --cron @monthly --strategy each --full")
        {
            Details = Details,
        };
        foreach (var option in options.Options)
            command.Options.Add(option);
        command.Does(terminal, async (parsed, place) =>
        {
            if (!options.IsComplete(parsed))
                throw new CouldNotException("A schedule wants --name and --cron.");
            await using var api = await place.ConnectAsync();
            var body = await options.BodyAsync(parsed, api, place.Stop);
            var schedule = await api.SendAsync<ScheduleView>(HttpMethod.Post, "/api/schedules", body, place.Stop);
            return await ScheduleBook.TellAsync(schedule, "Added", place);
        });
        return command;
    }
}
