using Microsoft.Playwright;

namespace Batchline.BrowserTests.Hostile;

/// <summary>What cannot be shown costs its page, never the navigation.</summary>
public sealed class FailureTests(Chromium chromium, SmallServer small) : IClassFixture<SmallServer>
{
    [Theory]
    [InlineData("#/%")]
    [InlineData("#/%E0%A4%A")]
    [InlineData("#/accounts/%zz")]
    [InlineData("#/accounts/..%2Foperations")]
    [InlineData("#/operations/constructor")]
    public async Task An_address_that_names_nothing_leads_to_the_page_that_says_so(string hash)
    {
        await using var page = await chromium.OpenAsync(small.Server.Address);

        await page.Page.GotoAsync(new Uri(small.Server.Address, hash).ToString());

        await Assertions.Expect(page.Heading).ToHaveTextAsync("There is no such page");
        await page.ShouldNavigateAsync();
    }

    [Theory]
    [InlineData("accounts?show=constructor", "All1")]
    [InlineData("operations?show=__proto__", "All")]
    public async Task A_filter_that_does_not_exist_shows_everything(string route, string all)
    {
        await using var page = await chromium.OpenAsync(small.Server.Address);

        await page.GoAsync(route);

        await Assertions.Expect(page.Page.Locator(".chip[aria-pressed=true]")).ToHaveTextAsync(all);
    }

    [Theory]
    [InlineData("localStorage.setItem('batchline.theme', 'constructor'); sessionStorage.setItem('batchline.token', '\\u202E')")]
    [InlineData("for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('forbidden', 'SecurityError'); } })")]
    public async Task Whatever_the_browser_has_stored_or_refuses_to_store_the_page_works(string before)
    {
        await using var page = await chromium.OpenAsync(small.Server.Address);
        await page.Page.AddInitScriptAsync(before);

        await page.GoAsync("accounts");
        await page.SeesAsync("Ace Plumbing");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Colours" }).ClickAsync();

        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await page.ShouldNavigateAsync();
    }

    [Fact]
    public async Task A_page_that_cannot_be_drawn_says_so_and_the_others_work()
    {
        await using var page = await chromium.OpenAsync(small.Server.Address);
        page.ErrorExpected = "Cannot read properties of null";
        var whole = false;
        await page.Page.RouteAsync("**/api/accounts?*", route => whole
            ? route.ContinueAsync()
            : route.FulfillAsync(new() { ContentType = "application/json", Body = """{"items":[null],"nextCursor":null}""" }));

        await page.GoAsync("accounts");
        await Assertions.Expect(page.Heading).ToHaveTextAsync("This page cannot be shown");
        await page.ShouldBeAccessibleAsync("cannot be shown");
        await page.KeepScreenshotAsync("cannot-be-shown", whole: false);
        await page.Link("Schedules").ClickAsync();
        await Assertions.Expect(page.Heading).ToHaveTextAsync("Schedules");
        await page.Link("Accounts").ClickAsync();
        await Assertions.Expect(page.Heading).ToHaveTextAsync("This page cannot be shown");
        whole = true;
        await page.Button("Try again").ClickAsync();

        await page.SeesAsync("Ace Plumbing");
    }

    [Theory]
    [InlineData(200, "<html>a proxy's own page</html>", "This is not an answer from Batchline.")]
    [InlineData(502, "null", "The server answered 502")]
    [InlineData(502, "[\"bad\"]", "The server gave no reason.")]
    [InlineData(400, """{"detail":{"type":"a"},"errors":{"name":7}}""", """{"type":"a"}""")]
    public async Task An_answer_of_another_shape_is_told_as_an_error(int status, string body, string sentence)
    {
        await using var page = await chromium.OpenAsync(small.Server.Address);
        page.RefusalsExpected = true;
        await page.Page.RouteAsync("**/api/init-batch-update*", route => route.FulfillAsync(new() { Status = status, ContentType = "application/json", Body = body }));

        await page.GoAsync("start");
        await page.Button("Start the sync").ClickAsync();

        await page.SeesAsync(sentence);
        await Assertions.Expect(page.Page.GetByText(sentence)).ToHaveCountAsync(2);
        await page.ShouldNavigateAsync();
    }

    [Theory]
    [InlineData("\"\"", "The first line must name the columns")]
    [InlineData("name,key,enabled\nAce,some_key_1,constructor\n", "has a enabled that cannot be read")]
    public async Task A_file_that_cannot_be_read_is_told_in_the_dialog(string text, string sentence)
    {
        await using var page = await chromium.OpenAsync(small.Server.Address);
        await page.GoAsync("accounts");

        await page.Button("Import").ClickAsync();
        await page.Page.GetByLabel("Or paste it here").FillAsync(text);

        await page.SeesAsync(sentence);
    }

    [Fact]
    public async Task A_file_full_of_quotes_is_read_as_fast_as_any()
    {
        await using var page = await chromium.OpenAsync(small.Server.Address);
        await page.GoAsync("accounts");

        await page.Button("Import").ClickAsync();
        await page.Page.GetByLabel("Or paste it here").FillAsync($"name,key\nAce,{new string('a', 200_000)}{new string('"', 200_000)}\n");

        await page.SeesAsync("1 account can be imported.");
    }
}
