using Batchline.Simulator.Worlds;
using Microsoft.Playwright;

namespace Batchline.BrowserTests;

public sealed class PrefixTests(Chromium chromium)
{
    private const string Token = "a-token-for-the-browser-tests";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_dashboard_works_below_a_path(bool proxyTells)
    {
        await using var server = await DashboardServer.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 40, UnscheduledShare = 0, Latency = TimeSpan.FromMilliseconds(50) },
            ("Security:ApiToken", Token));
        await server.AddAccountAsync(0, "Ace Plumbing");
        await using var proxy = await PrefixProxy.StartAsync(server.Address, proxyTells);
        await using var page = await chromium.OpenAsync(proxy.Address);
        page.RefusalsExpected = true;
        await page.GoAsync("start");
        await page.Field("API token").FillAsync(Token);
        await page.Button("Open the dashboard").ClickAsync();

        await page.Button("Start the sync").ClickAsync();

        await Assertions.Expect(page.Heading).ToHaveTextAsync("Sync of 1 account");
        await page.SeesAsync("Completed");
        page.Page.Url.ShouldStartWith(proxy.Address.ToString());
    }
}
