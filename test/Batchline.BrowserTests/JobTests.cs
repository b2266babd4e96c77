using System.Text.Json.Nodes;
using Batchline.Simulator;
using Batchline.Simulator.Worlds;
using Microsoft.Playwright;

namespace Batchline.BrowserTests;

public sealed class JobTests(Chromium chromium)
{
    private static readonly SimulatorOptions Simulated = new() { Accounts = 2, JobsPerAccount = 60, UnscheduledShare = 0 };

    [Fact]
    public async Task Jobs_are_searched_filtered_and_paged()
    {
        await using var server = await SyncedAsync();
        var (uuid, _) = server.Simulator.Truth(server.Simulator.Tokens[1]).First();
        await using var page = await chromium.OpenAsync(server.Address);
        await page.GoAsync("jobs");
        var rows = page.Page.Locator("tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(50);

        await page.Button("Show more").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(100);
        await page.Field("Account").SelectOptionAsync("Brightside Electric");
        await Assertions.Expect(page.Page.Locator("tbody").GetByText("Ace Plumbing")).ToHaveCountAsync(0);
        await page.Field("Search").FillAsync(uuid);
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await page.Page.ReloadAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await page.Field("Status").FillAsync("no such status");
        await page.SeesAsync("No job matches");
        await page.Button("Clear the filters").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(50);
    }

    [Fact]
    public async Task A_job_shows_every_field_as_it_came()
    {
        await using var server = await SyncedAsync(simulator =>
        {
            var (uuid, _) = simulator.Truth(simulator.Tokens[0]).First();
            simulator.ChangeJob(simulator.Tokens[0], uuid, JsonNode.Parse("""{"Meter": 9007199254740993, "Exact": 12.50, "Note": "<b>as it is</b>"}""")!.AsObject());
        });
        var (first, _) = server.Simulator.Truth(server.Simulator.Tokens[0]).First();
        await using var page = await chromium.OpenAsync(server.Address);
        await page.GoAsync("jobs");
        await page.Field("Search").FillAsync(first);
        await Assertions.Expect(page.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await page.Page.Locator("tbody tr a").ClickAsync();

        await page.SeesAsync("9007199254740993");
        await page.SeesAsync("12.50");
        await page.SeesAsync("<b>as it is</b>");
        await page.Page.GetByLabel("Find a field").FillAsync("meter");
        await Assertions.Expect(page.Page.Locator(".doc-table tr")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_jobs_that_the_filters_show_are_saved()
    {
        await using var server = await SyncedAsync();
        await using var page = await chromium.OpenAsync(server.Address);
        await page.GoAsync("jobs");
        await page.Field("Account").SelectOptionAsync("Brightside Electric");
        await Assertions.Expect(page.Page.Locator("tbody").GetByText("Ace Plumbing")).ToHaveCountAsync(0);

        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Button("Export CSV").ClickAsync());

        download.SuggestedFilename.ShouldBe("jobs.csv");
        using var file = new StreamReader(await download.CreateReadStreamAsync());
        var lines = await file.ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (var (uuid, _) in server.Simulator.Truth(server.Simulator.Tokens[1]))
            lines.ShouldContain(uuid);
        foreach (var (uuid, _) in server.Simulator.Truth(server.Simulator.Tokens[0]))
            lines.ShouldNotContain(uuid);
    }

    private static async Task<DashboardServer> SyncedAsync(Action<WorkizSimulator>? before = null)
    {
        var server = await DashboardServer.StartAsync(Simulated);
        before?.Invoke(server.Simulator);
        await server.AddAccountAsync(0, "Ace Plumbing");
        await server.AddAccountAsync(1, "Brightside Electric");
        await server.EndOfAsync(await server.StartSyncAsync(new { strategy = "listFirst" }));
        return server;
    }
}
