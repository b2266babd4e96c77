using Batchline.Simulator.Worlds;

namespace Batchline.BrowserTests;

public sealed class StreamTests(Chromium chromium)
{
    [Fact]
    public async Task The_page_goes_on_by_itself_when_the_server_comes_back()
    {
        await using var server = await DashboardServer.StartAsync(Simulated);
        await server.AddAccountAsync(0, "Ace Plumbing");
        var operation = await server.StartSyncAsync(new { strategy = "each" });
        await using var page = await chromium.OpenAsync(server.Address);
        page.RefusalsExpected = true;
        await page.GoAsync($"operations/{operation}");
        await page.SeesAsync("Live");

        await server.DownAsync();
        await page.SeesAsync("Connecting…");
        await server.UpAsync();

        await page.SeesAsync("Completed");
        await page.SeesAsync("Ended");
    }

    [Fact]
    public async Task A_viewer_that_comes_back_says_what_it_heard_last()
    {
        await using var server = await DashboardServer.StartAsync(Simulated);
        await server.AddAccountAsync(0, "Ace Plumbing");
        var operation = await server.StartSyncAsync(new { strategy = "each" });
        await using var page = await chromium.OpenAsync(server.Address);
        page.RefusalsExpected = true;
        await page.GoAsync($"operations/{operation}");
        await page.SeesAsync("Live");

        await server.DownAsync();
        var again = page.Page.WaitForRequestAsync(request => request.Url.Contains("/events") && request.Headers.ContainsKey("last-event-id"));
        await server.UpAsync();

        (await again).Headers["last-event-id"].ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Where_no_stream_comes_through_the_page_asks_again_and_again()
    {
        await using var server = await DashboardServer.StartAsync(Simulated);
        await server.AddAccountAsync(0, "Ace Plumbing");
        var operation = await server.StartSyncAsync(new { strategy = "each" });
        await using var page = await chromium.OpenAsync(server.Address);
        page.RefusalsExpected = true;
        await page.Page.RouteAsync("**/events*", route => route.AbortAsync());

        await page.GoAsync($"operations/{operation}");

        await page.SeesAsync("Asking every few seconds");
        await page.SeesAsync("Completed");
    }

    private static SimulatorOptions Simulated => new()
    {
        Accounts = 1,
        JobsPerAccount = 80,
        UnscheduledShare = 0,
        Latency = TimeSpan.FromMilliseconds(150),
    };
}
