using System.Text.Json.Nodes;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Simulator.Worlds;
using Microsoft.Playwright;

namespace Batchline.BrowserTests.Hostile;

/// <summary>A record may hold anything in any field: on the pages it is text.</summary>
public sealed class RecordTests(Chromium chromium)
{
    private const int Seed = 11;

    // Every job holds almost every value, in other fields: the phone need not look at each.
    private const int PhoneStep = 6;

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
        await page.KeepScreenshotAsync($"hostile-jobs-{(phone ? "phone" : "wide")}", whole: false);

        await page.Field("Search").FillAsync("in no record");
        await page.SeesAsync("No job matches");
        await page.Field("Search").FillAsync("");
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        await page.ShouldHoldTextOnlyAsync("jobs again");
        foreach (var job in jobs.Where((_, number) => !phone || number % PhoneStep == 0))
        {
            await page.GoAsync($"jobs/{account}/{Uri.EscapeDataString(job.Document.Uuid)}");
            await Assertions.Expect(page.Page.Locator(".doc-table tr")).ToHaveCountAsync(job.Document.Root.GetPropertyCount());
            await page.Page.GetByLabel("Find a field").FillAsync("e");
            await page.ShouldHoldTextOnlyAsync($"job {job.Document.Json[..60]}");
        }

        await page.KeepScreenshotAsync($"hostile-job-{(phone ? "phone" : "wide")}", whole: false);
        await page.ShouldNavigateAsync();
        elsewhere.ShouldBeEmpty();
    }

    [Fact]
    public async Task Objects_are_shown_as_JSON_numbers_exactly_long_texts_on_demand_and_unseen_characters_by_their_number()
    {
        var notes = new string('W', HostileValues.LongLength);
        await using var server = await DashboardServer.StartAsync(new SimulatorOptions { Accounts = 1, JobsPerAccount = 1, UnscheduledShare = 0 });
        var (uuid, _) = server.Simulator.Truth(server.Simulator.Tokens[0]).First();
        server.Simulator.ChangeJob(server.Simulator.Tokens[0], uuid, JsonNode.Parse(
            $$$"""{"FirstName":"\u202EAda","LastName":{"a":1},"Status":["x",{"y":null}],"JobType":true,"JobTotalPrice":9007199254740993,"JobNotes":"{{{notes}}}"}""")!.AsObject());
        var account = await server.AddAccountAsync(0, "Ace Plumbing");
        await server.EndOfAsync(await server.StartSyncAsync(new { strategy = "listFirst" }));
        await using var page = await chromium.OpenAsync(server.Address);

        await page.GoAsync("jobs");
        await Assertions.Expect(page.Link("[U+202E]Ada {\"a\":1}")).ToBeVisibleAsync();
        var cells = page.Page.Locator("tbody td");
        await Assertions.Expect(cells.Nth(2)).ToHaveTextAsync("[\"x\",{\"y\":null}]");
        await Assertions.Expect(cells.Nth(3)).ToHaveTextAsync("true");
        await Assertions.Expect(cells.Nth(5)).ToHaveTextAsync("9,007,199,254,740,993.00");
        await page.GoAsync($"jobs/{account}/{uuid}");
        await page.Page.GetByLabel("Find a field").FillAsync("JobNotes");
        var value = page.Page.Locator(".doc-table td");
        await Assertions.Expect(value).ToHaveTextAsync($"{notes[..2_000]}… Show all 100,000 characters");
        await page.Button("Show all 100,000 characters").ClickAsync();

        await Assertions.Expect(value).ToHaveTextAsync(notes);
        await page.ShouldFitAsync("a long text");
    }
}
