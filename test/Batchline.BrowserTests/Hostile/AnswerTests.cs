using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;
using Microsoft.Playwright;

namespace Batchline.BrowserTests.Hostile;

/// <summary>Names, errors and notes come from people and from Workiz: on every page and in every dialog they are text.</summary>
public sealed class AnswerTests(Chromium chromium)
{
    private const int Seed = 18;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_a_name_or_an_error_says_it_is_only_text_on_every_page_and_in_every_dialog(bool phone)
    {
        await using var server = await DashboardServer.StartAsync(Simulated);
        var account = await server.AddAccountAsync(0, "Ace Plumbing");
        await server.AddAccountAsync(1, "Brightside Electric");
        await server.EndOfAsync(await server.StartSyncAsync(new { strategy = "listFirst" }));
        var operation = await server.StartSyncAsync(new { strategy = "each" });
        await server.EndOfAsync(operation);
        await server.PostAsync("api/schedules", new { name = "Every night", cron = "0 3 * * *", timeZone = "America/Chicago", strategy = "listFirst", accountIds = new[] { account } });
        var (uuid, _) = server.Simulator.Truth(server.Simulator.Tokens[0]).First();
        await using var page = await chromium.OpenAsync(server.Address, phone ? Look.Phone : Look.Wide);
        var elsewhere = page.RequestsElsewhere(server.Address);
        page.RefusalsExpected = true;
        await new HostileAnswers(Seed + (phone ? 1 : 0)).PutIntoAsync(page.Page);

        await SeeAsync(page, "", "Freshness");
        await SeeAsync(page, "operations", "Every sync, the newest first.");
        await SeeAsync(page, $"operations/{operation}", "with failures");
        await page.Page.GetByRole(AriaRole.Slider).First.FocusAsync();
        await page.Page.Keyboard.PressAsync("PageDown");
        await page.ShouldHoldTextOnlyAsync("map");
        await DialogAsync(page, page.Page.Locator(".failure button").First, "What Workiz answered");
        await SeeAsync(page, "jobs", "Show more");
        await SeeAsync(page, $"jobs/{account}/{uuid}", "First stored");
        await SeeAsync(page, "start", "Calls to Workiz");
        await page.Page.GetByLabel("Only some").CheckAsync();
        await page.Page.Locator(".pick-list input").First.CheckAsync();
        await page.ShouldHoldTextOnlyAsync("start, some accounts");
        await SeeAsync(page, "schedules", "Last run");
        await DialogAsync(page, page.Page.Locator("td button").First, "Time zone");
        await DialogAsync(page, page.Page.Locator("td button").Last, "No sync starts by it any more.");
        await SeeAsync(page, "accounts", "Oldest check");
        await DialogAsync(page, page.Button("Add an account").First, "Workiz API key");
        await DialogAsync(page, page.Button("Import"), "Or paste it here");
        await SeeAsync(page, $"accounts/{account}", "This account is blocked.");
        await page.KeepScreenshotAsync($"hostile-account-{(phone ? "phone" : "wide")}", whole: false);
        await DialogAsync(page, page.Button("Edit"), "Quota, in calls");
        await DialogAsync(page, page.Button("Delete"), "Its key is forgotten");
        await DialogAsync(page, page.Button("Replace the key"), "The old key is forgotten.");
        await page.Button("Test the key").ClickAsync();
        await page.SeesAsync("Workiz takes the key.");
        await page.Button("Make a secret").ClickAsync();
        await page.Button("Make it").ClickAsync();
        await page.SeesAsync("Enter this in Workiz");
        await page.ShouldHoldTextOnlyAsync("webhook secret");
        await page.Button("Done").ClickAsync();

        // What is refused is told in a note that goes away again.
        await page.GoAsync("accounts");
        await server.Http.DeleteAsync(new Uri($"api/accounts/{account}", UriKind.Relative), TestContext.Current.CancellationToken);
        await page.Page.GetByRole(AriaRole.Switch).First.ClickAsync();
        await Assertions.Expect(page.Page.Locator(".toast")).ToBeVisibleAsync();
        await page.ShouldHoldTextOnlyAsync("toast");
        await page.ShouldNavigateAsync();
        elsewhere.ShouldBeEmpty();
    }

    private static SimulatorOptions Simulated => new()
    {
        Accounts = 2,
        JobsPerAccount = 40,
        UnscheduledShare = 0,
        Faults = new FaultProfile { BadJobs = new Dictionary<FaultKind, double> { [FaultKind.FlagFalse] = 0.2 } },
    };

    private static async Task SeeAsync(DashboardPage page, string route, string sign)
    {
        await page.GoAsync(route);
        await page.SeesAsync(sign);
        await page.ShouldHoldTextOnlyAsync($"page '{route}'");
    }

    private static async Task DialogAsync(DashboardPage page, ILocator button, string sign)
    {
        await button.ClickAsync();
        await page.SeesAsync(sign);
        await page.ShouldHoldTextOnlyAsync($"dialog '{sign}'");
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Dialog).ToBeHiddenAsync();
    }
}
