using System.Net.Http.Json;
using Batchline.Simulator.Worlds;
using Microsoft.Playwright;

namespace Batchline.BrowserTests;

public sealed class AccountTests(Chromium chromium)
{
    private static readonly SimulatorOptions Simulated = new() { Accounts = 3, JobsPerAccount = 12 };

    [Fact]
    public async Task An_account_is_added_with_a_test_of_its_key()
    {
        await using var server = await DashboardServer.StartAsync(Simulated);
        await using var page = await chromium.OpenAsync(server.Address);
        await page.GoAsync("accounts");
        await page.SeesAsync("No accounts yet");

        await page.Button("Add an account").First.ClickAsync();
        await page.Field("Name").FillAsync("Ace Plumbing");
        await page.Field("Workiz API key").FillAsync("a_wrong_key_0001");
        await page.Button("Add and test the key").ClickAsync();
        await page.SeesAsync("Workiz did not take its key");
        await page.ShouldBeAccessibleAsync("add account");
        await page.Field("Workiz API key").FillAsync(server.Simulator.Tokens[0]);
        await page.Button("Test again").ClickAsync();

        await page.SeesAsync("Workiz takes its key");
        await Assertions.Expect(page.Link("Ace Plumbing")).ToBeVisibleAsync();
        (await page.Page.ContentAsync()).ShouldNotContain(server.Simulator.Tokens[0]);
    }

    [Fact]
    public async Task What_is_wrong_with_a_field_stands_beside_it()
    {
        await using var server = await DashboardServer.StartAsync(Simulated);
        await using var page = await chromium.OpenAsync(server.Address);
        page.RefusalsExpected = true;
        await page.GoAsync("accounts");

        await page.Button("Add an account").First.ClickAsync();
        await page.Field("Name").FillAsync("Ace Plumbing");
        await page.Field("Workiz API key").FillAsync("with/a/slash");
        await page.Button("Add and test the key").ClickAsync();

        await Assertions.Expect(page.Field("Workiz API key")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.SeesAsync("must have 1 to 200 printable characters");
    }

    [Fact]
    public async Task Accounts_are_imported_and_each_says_how_it_went()
    {
        await using var server = await DashboardServer.StartAsync(Simulated);
        await server.AddAccountAsync(0, "There before");
        await using var page = await chromium.OpenAsync(server.Address);
        page.RefusalsExpected = true;
        await page.GoAsync("accounts");
        var keys = server.Simulator.Tokens;

        await page.Button("Import").ClickAsync();
        await page.Page.GetByLabel("Or paste it here").FillAsync(
            $"name,key,quotaShare\nThere before,{keys[0]},\n\"Second, Inc.\",{keys[1]},0.5\nThird,{keys[2]},\nNo key,,\n");
        await page.SeesAsync("1 row is left out");
        await page.ShouldBeAccessibleAsync("import");
        await page.Button("Import 3 accounts").ClickAsync();
        await page.SeesAsync("there already");
        await page.Button("Done").ClickAsync();

        await Assertions.Expect(page.Link("Second, Inc.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Link("Third")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_blocked_account_goes_on_with_a_new_key()
    {
        await using var server = await DashboardServer.StartAsync(Simulated with { Accounts = 1 });
        var account = await server.AddAccountAsync(0, "Ace Plumbing");
        await server.ControlAsync($"accounts/{server.Simulator.Tokens[0]}/refuse");
        var operation = await server.StartSyncAsync(new { strategy = "each" });
        await server.UntilAsync($"api/accounts/{account}", view => view.GetProperty("status").GetString() == "blocked");
        await using var page = await chromium.OpenAsync(server.Address);
        await page.GoAsync("");
        await page.SeesAsync("1 account needs you");

        await page.Link("Put it right").ClickAsync();
        await page.SeesAsync("This account is blocked.");
        await page.Button("Replace the key").ClickAsync();
        await server.ControlAsync($"accounts/{server.Simulator.Tokens[0]}/restore");
        await page.Field("New Workiz API key").FillAsync(server.Simulator.Tokens[0]);
        await page.Button("Replace and test").ClickAsync();

        await page.SeesAsync("The key is replaced, and Workiz takes it.");
        await server.EndOfAsync(operation);
    }

    [Fact]
    public async Task A_key_that_knows_none_of_the_jobs_is_taken_only_when_a_person_insists()
    {
        await using var server = await DashboardServer.StartAsync(Simulated with { UnscheduledShare = 0 });
        var account = await server.AddAccountAsync(0, "Ace Plumbing");
        await server.EndOfAsync(await server.StartSyncAsync(new { strategy = "listFirst" }));
        await server.PatchAsync($"api/accounts/{account}", new { workizApiKey = server.Simulator.Tokens[1] });
        var operation = await server.StartSyncAsync(new { strategy = "each" });
        await server.UntilAsync($"api/accounts/{account}", view => view.GetProperty("status").GetString() == "blocked");
        await using var page = await chromium.OpenAsync(server.Address);
        await page.GoAsync($"operations/{operation}");
        await page.SeesAsync("1 account is blocked and waits");

        await page.Button("Go on anyway").ClickAsync();
        await page.SeesAsync("Go on with the keys they have?");
        await page.ShouldBeAccessibleAsync("go on anyway");
        await page.Dialog.GetByRole(AriaRole.Button, new() { Name = "Go on anyway" }).ClickAsync();

        await server.EndOfAsync(operation);
        (await server.GetAsync($"api/batch-progress/{operation}")).GetProperty("jobs").GetProperty("missing").GetInt32().ShouldBe(Simulated.JobsPerAccount);
    }

    [Fact]
    public async Task An_account_is_disabled_edited_tested_and_deleted()
    {
        await using var server = await DashboardServer.StartAsync(Simulated);
        var account = await server.AddAccountAsync(0, "Ace Plumbing");
        await using var page = await chromium.OpenAsync(server.Address);
        await page.GoAsync($"accounts/{account}");

        await page.Button("Test the key").ClickAsync();
        await page.SeesAsync("Workiz takes the key.");
        await page.Page.GetByRole(AriaRole.Switch).ClickAsync();
        await page.SeesAsync("It is left out of syncs.");
        await page.Button("Edit").ClickAsync();
        await page.Field("Name").FillAsync("Ace Plumbing and Heating");
        await page.Field("Quota, in calls").FillAsync("30");
        await page.Field("Share for Batchline, in percent").FillAsync("50");
        await page.Button("Save").ClickAsync();
        await Assertions.Expect(page.Heading).ToHaveTextAsync("Ace Plumbing and Heating");
        await page.SeesAsync("50% of it is for Batchline");
        await page.SeesAsync("30 calls in 1 min, as set");
        var view = await server.GetAsync($"api/accounts/{account}");
        view.GetProperty("enabled").GetBoolean().ShouldBeFalse();
        view.GetProperty("quotaShare").GetDouble().ShouldBe(0.5);

        await page.Button("Delete").ClickAsync();
        await page.Button("Delete the account").ClickAsync();
        await page.SeesAsync("No accounts yet");
    }

    [Fact]
    public async Task A_webhook_secret_is_shown_once_and_works()
    {
        await using var server = await DashboardServer.StartAsync(Simulated);
        var account = await server.AddAccountAsync(0, "Ace Plumbing");
        await using var page = await chromium.OpenAsync(server.Address);
        await page.GoAsync($"accounts/{account}");

        await page.Button("Make a secret").ClickAsync();
        await page.Button("Make it").ClickAsync();
        await page.SeesAsync("Enter this in Workiz");
        var shown = await page.Dialog.Locator("code").AllInnerTextsAsync();
        await page.ShouldBeAccessibleAsync("webhook secret");
        await page.Button("Done").ClickAsync();

        using var hint = new HttpRequestMessage(HttpMethod.Post, shown[0]) { Content = JsonContent.Create(new { data = new { uuid = "ABC123" } }) };
        hint.Headers.Authorization = new("Bearer", shown[1]);
        (await server.Http.SendAsync(hint, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        (await page.Page.ContentAsync()).ShouldNotContain(shown[1]);
    }
}
