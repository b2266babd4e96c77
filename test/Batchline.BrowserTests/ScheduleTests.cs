using Batchline.Simulator.Worlds;
using Microsoft.Playwright;

namespace Batchline.BrowserTests;

public sealed class ScheduleTests(Chromium chromium)
{
    [Fact]
    public async Task A_schedule_is_added_changed_stopped_and_deleted()
    {
        await using var server = await DashboardServer.StartAsync(new SimulatorOptions { Accounts = 2, JobsPerAccount = 12 });
        await server.AddAccountAsync(0, "Ace Plumbing");
        await server.AddAccountAsync(1, "Brightside Electric");
        await using var page = await chromium.OpenAsync(server.Address);
        await page.GoAsync("schedules");
        await page.SeesAsync("No schedule yet");

        await page.Button("Add a schedule").First.ClickAsync();
        await page.Field("Name").FillAsync("Every night");
        await page.Field("How often").SelectOptionAsync("Monday to Friday");
        await page.Field("At").FillAsync("02:30");
        await page.Page.GetByLabel("Only some").CheckAsync();
        await page.Page.GetByLabel("Brightside Electric").CheckAsync();
        await page.ShouldBeAccessibleAsync("add schedule");
        await page.KeepScreenshotAsync("schedule-dialog", whole: false);
        await page.Button("Save").ClickAsync();
        await page.SeesAsync("The schedule is added.");
        await page.SeesAsync("Monday to Friday at 02:30");
        await page.SeesAsync("America/New_York");
        var stored = (await server.GetAsync("api/schedules")).GetProperty("items")[0];
        stored.GetProperty("cron").GetString().ShouldBe("30 2 * * 1-5");
        stored.GetProperty("accountIds").GetArrayLength().ShouldBe(1);

        await page.Button("Edit Every night").ClickAsync();
        await page.Field("How often").SelectOptionAsync("A cron expression");
        await page.Page.GetByLabel("Cron expression").FillAsync("*/15 8-18 * * *");
        await page.Button("Save").ClickAsync();
        await page.SeesAsync("*/15 8-18 * * *");
        await page.Page.GetByRole(AriaRole.Switch).ClickAsync();
        await page.SeesAsync("resting");

        await page.Button("Delete Every night").ClickAsync();
        await page.Button("Delete the schedule").ClickAsync();
        await page.SeesAsync("No schedule yet");
    }

    [Fact]
    public async Task What_is_wrong_with_a_schedule_stands_beside_it()
    {
        await using var server = await DashboardServer.StartAsync(new SimulatorOptions { Accounts = 1, JobsPerAccount = 12 });
        await using var page = await chromium.OpenAsync(server.Address);
        page.RefusalsExpected = true;
        await page.GoAsync("schedules");

        await page.Button("Add a schedule").First.ClickAsync();
        await page.Field("Name").FillAsync("Never");
        await page.Field("How often").SelectOptionAsync("A cron expression");
        await page.Page.GetByLabel("Cron expression").FillAsync("not a cron");
        await page.Button("Save").ClickAsync();

        await Assertions.Expect(page.Page.GetByLabel("Cron expression")).ToHaveAttributeAsync("aria-invalid", "true");
    }
}
