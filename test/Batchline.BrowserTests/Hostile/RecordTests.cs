using Batchline.Engine.Accounts;
using Batchline.Engine.Record;
using Batchline.Simulator;
using Microsoft.Playwright;

namespace Batchline.BrowserTests.Hostile;

/// <summary>A record may hold anything in any field: on the pages it is text.</summary>
public sealed class RecordTests(Chromium chromium)
{
    private const int Seed = 11;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_a_field_holds_it_is_only_text(bool phone)
    {
        await using var server = await DashboardServer.StartAsync(new SimulatorOptions { Accounts = 1, JobsPerAccount = 1 }, ("Hosting:Mode", "Api"));
        var account = await server.AddAccountAsync(0, "Ace Plumbing");
        var jobs = HostileRecords.Of(new AccountId(account), HostileValues.Of(phone ? Seed + 1 : Seed));
        await server.Service<IImport>().ImportJobsAsync(jobs, CancellationToken.None);
        await using var page = await chromium.OpenAsync(server.Address, phone ? Look.Phone : Look.Wide);
        var elsewhere = page.RequestsElsewhere(server.Address);

        await page.GoAsync("jobs");
        var rows = page.Page.Locator("tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        await page.ShouldHoldTextOnlyAsync("jobs");
        await page.KeepScreenshotAsync($"hostile-jobs-{(phone ? "phone" : "wide")}");

        await page.Field("Search").FillAsync("in no record");
        await page.SeesAsync("No job matches");
        await page.Field("Search").FillAsync("");
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        await page.ShouldHoldTextOnlyAsync("jobs again");
        foreach (var job in jobs)
        {
            await page.GoAsync($"jobs/{account}/{Uri.EscapeDataString(job.Document.Uuid)}");
            await Assertions.Expect(page.Page.Locator(".doc-table tr")).ToHaveCountAsync(job.Document.Root.GetPropertyCount());
            await page.Page.GetByLabel("Find a field").FillAsync("e");
            await page.ShouldHoldTextOnlyAsync($"job {job.Document.Json[..60]}");
        }

        await page.KeepScreenshotAsync($"hostile-job-{(phone ? "phone" : "wide")}");
        await page.ShouldNavigateAsync();
        elsewhere.ShouldBeEmpty();
    }
}
