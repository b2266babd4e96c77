using Batchline.Simulator.Worlds;
using Microsoft.Playwright;

namespace Batchline.BrowserTests;

public sealed class TokenTests(Chromium chromium)
{
    private const string Token = "a-token-for-the-browser-tests";

    [Fact]
    public async Task The_token_is_asked_once_and_kept_for_the_tab_only()
    {
        await using var server = await DashboardServer.StartAsync(new SimulatorOptions { Accounts = 1, JobsPerAccount = 30 }, ("Security:ApiToken", Token));
        await server.AddAccountAsync(0, "Ace Plumbing");
        await using var page = await chromium.OpenAsync(server.Address);
        page.RefusalsExpected = true;
        await page.GoAsync("accounts");

        await page.Field("API token").FillAsync("another one");
        await page.Button("Open the dashboard").ClickAsync();
        await page.SeesAsync("The server does not know this token.");
        await page.ShouldBeAccessibleAsync("sign in");
        await page.Field("API token").FillAsync(Token);
        await page.Button("Open the dashboard").ClickAsync();
        await Assertions.Expect(page.Link("Ace Plumbing")).ToBeVisibleAsync();
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Link("Ace Plumbing")).ToBeVisibleAsync();

        var operation = await server.StartSyncAsync(new { strategy = "each" });
        await page.GoAsync($"operations/{operation}");
        await page.SeesAsync("Completed");
        (await page.Page.EvaluateAsync<string>("JSON.stringify(localStorage)")).ShouldNotContain(Token);
        (await page.Page.Context.CookiesAsync()).ShouldBeEmpty();
    }
}
