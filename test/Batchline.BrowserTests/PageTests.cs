namespace Batchline.BrowserTests;

/// <summary>Every page as it is seen: in light and dark, on a wide screen and on a phone.</summary>
public sealed class PageTests(Chromium chromium, Showcase showcase) : IClassFixture<Showcase>
{
    private static readonly (string Name, Look Look)[] Looks = [("light", Look.Wide), ("dark", Look.WideDark), ("phone", Look.Phone)];

    public static readonly TheoryData<string, string, string> Pages = new()
    {
        { "overview", "", "Sync of 6 accounts" },
        { "operations", "operations", "Completed" },
        { "operation", "operations/{operation}", "Throughput" },
        { "accounts", "accounts", "Ace Plumbing" },
        { "account", "accounts/{blocked}", "This account is blocked." },
        { "jobs", "jobs", "Show more" },
        { "job", "jobs/{job}", "JobDateTime" },
        { "start", "start", "Calls to Workiz" },
        { "schedules", "schedules", "Add a schedule" },
        { "not-found", "nowhere", "There is no such page" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Each_page_is_accessible_and_fits(string name, string route, string sign)
    {
        foreach (var (look, size) in Looks)
        {
            await using var page = await chromium.OpenAsync(showcase.Server.Address, size);
            await page.GoAsync(route
                .Replace("{operation}", showcase.Operation, StringComparison.Ordinal)
                .Replace("{blocked}", showcase.Blocked, StringComparison.Ordinal)
                .Replace("{job}", showcase.Job, StringComparison.Ordinal));
            await page.SeesAsync(sign);

            await page.ShouldBeAccessibleAsync($"{name} {look}");
            await page.ShouldFitAsync($"{name} {look}");
            await page.KeepScreenshotAsync($"{name}-{look}");
        }
    }

    [Fact]
    public async Task Every_page_is_reached_by_keyboard_and_takes_the_focus()
    {
        await using var page = await chromium.OpenAsync(showcase.Server.Address);
        await page.GoAsync("");

        foreach (var name in new[] { "Operations", "Accounts", "Jobs", "Schedules", "Overview" })
        {
            await page.Link(name).FocusAsync();
            await page.Page.Keyboard.PressAsync("Enter");
            await Microsoft.Playwright.Assertions.Expect(page.Heading).ToHaveTextAsync(name);
            await Microsoft.Playwright.Assertions.Expect(page.Heading).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task Times_are_those_of_the_reader_and_the_exact_one_is_told_on_hover()
    {
        await using var page = await chromium.OpenAsync(showcase.Server.Address);
        await page.GoAsync("operations");

        var title = await page.Page.Locator("tbody time").First.GetAttributeAsync("title");

        title.ShouldNotBeNull();
        title.ShouldMatch(@"(EST|EDT) · \d{4}-\d\d-\d\dT.*Z$");
    }

    [Fact]
    public async Task The_reader_may_choose_the_colours()
    {
        await using var page = await chromium.OpenAsync(showcase.Server.Address);
        await page.GoAsync("");
        var root = page.Page.Locator("html");

        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Colours" }).ClickAsync();
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Colours" }).ClickAsync();

        await Microsoft.Playwright.Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await page.Page.ReloadAsync();
        await Microsoft.Playwright.Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "dark");
    }
}
