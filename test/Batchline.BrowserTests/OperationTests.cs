using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;
using Microsoft.Playwright;

namespace Batchline.BrowserTests;

public sealed class OperationTests(Chromium chromium)
{
    [Fact]
    public async Task An_operation_is_started_watched_paused_resumed_and_a_failed_batch_retried_wholly_from_the_page()
    {
        await using var server = await DashboardServer.StartAsync(Slow with
        {
            Faults = new FaultProfile { BadJobs = new Dictionary<FaultKind, double> { [FaultKind.FlagFalse] = 0.2 } },
        });
        await server.AddAccountAsync(0, "Ace Plumbing");
        await using var page = await chromium.OpenAsync(server.Address);

        await page.GoAsync("");
        await page.Link("Start a sync").First.ClickAsync();
        await page.Page.GetByLabel("Every known job").CheckAsync();
        await page.Button("Start the sync").ClickAsync();
        await Assertions.Expect(page.Heading).ToHaveTextAsync("Sync of 1 account");
        await page.SeesAsync("Live");
        await page.SeesAsync("Working");

        await page.Button("Pause").ClickAsync();
        await Assertions.Expect(page.Button("Resume")).ToBeVisibleAsync();
        await page.Button("Resume").ClickAsync();
        await Assertions.Expect(page.Button("Pause")).ToBeVisibleAsync();
        await page.SeesAsync("Ended");
        await page.SeesAsync("refused by Workiz");

        // Workiz answers rightly again: now the retry must bring the batch in order.
        await server.ControlAsync("faults");
        var failures = page.Page.Locator(".failure");
        var before = await failures.CountAsync();
        await page.Button("Retry").First.ClickAsync();
        await Assertions.Expect(failures).ToHaveCountAsync(before - 1);
        await page.Button("Retry all").ClickAsync();
        await Assertions.Expect(failures).ToHaveCountAsync(0);
        await Assertions.Expect(page.Heading.Locator("..").GetByText("Completed", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_sync_is_cancelled_only_after_asking()
    {
        // On a busy machine a browser may need longer for four clicks than 40 jobs take.
        await using var server = await DashboardServer.StartAsync(Slow with { JobsPerAccount = 400 });
        await server.AddAccountAsync(0, "Ace Plumbing");
        var operation = await server.StartSyncAsync(new { strategy = "each" });
        await using var page = await chromium.OpenAsync(server.Address);
        await page.GoAsync($"operations/{operation}");

        await page.Button("Cancel").ClickAsync();
        await page.Button("Keep it as it is").ClickAsync();
        await Assertions.Expect(page.Dialog).ToHaveCountAsync(0);
        await page.Button("Cancel").ClickAsync();
        await page.Button("Cancel the sync").ClickAsync();

        await page.SeesAsync("Cancelled");
        await Assertions.Expect(page.Button("Pause")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_batch_is_found_on_the_map_by_keyboard_and_opened()
    {
        await using var server = await DashboardServer.StartAsync(Slow);
        await server.AddAccountAsync(0, "Ace Plumbing");
        var operation = await server.StartSyncAsync(new { strategy = "each", batchSize = 5 });
        await server.EndOfAsync(operation);
        await using var page = await chromium.OpenAsync(server.Address);
        await page.GoAsync($"operations/{operation}");

        var map = page.Page.GetByRole(AriaRole.Slider);
        await map.FocusAsync();
        await map.PressAsync("ArrowRight");
        await Assertions.Expect(map).ToHaveAttributeAsync("aria-valuetext", "Batch 2 of Ace Plumbing: completed");
        await map.PressAsync("Enter");

        await Assertions.Expect(page.Dialog).ToContainTextAsync("Batch 2 of Ace Plumbing");
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Dialog).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_account_that_waits_says_why_and_until_when()
    {
        await using var server = await DashboardServer.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 60, UnscheduledShare = 0, QuotaCalls = 3, QuotaWindow = TimeSpan.FromMinutes(1) });
        await server.AddAccountAsync(0, "Ace Plumbing");
        var operation = await server.StartSyncAsync(new { strategy = "each" });
        await using var page = await chromium.OpenAsync(server.Address);

        await page.GoAsync($"operations/{operation}");

        await page.SeesAsync("because its Workiz quota is used up; the next request will be sent by ");
    }

    private static SimulatorOptions Slow => new()
    {
        Accounts = 1,
        JobsPerAccount = 40,
        UnscheduledShare = 0,
        Latency = TimeSpan.FromMilliseconds(120),
    };
}
