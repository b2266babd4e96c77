using System.Globalization;
using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;
using Batchline.Simulator.Worlds;
using Microsoft.Playwright;

namespace Batchline.BrowserTests;

/// <summary>2,500 accounts over a slow line. What comes over it is asserted; how long that takes is measured and told.</summary>
[CollectionDefinition(nameof(SlowLineTests), DisableParallelization = true)]
[Collection(nameof(SlowLineTests))]
public sealed class SlowLineTests(Chromium chromium)
{
    private const int Accounts = 2_500;

    [Fact]
    public async Task The_overview_of_2500_accounts_shows_what_matters_before_100_kilobytes_have_come()
    {
        // Nobody works on the operation, so that the processor is the browser's.
        await using var server = await DashboardServer.StartAsync(new SimulatorOptions { Accounts = 1, JobsPerAccount = 1 }, ("Hosting:Mode", "Api"));
        await FillAsync(server);
        await server.StartSyncAsync(new { strategy = "listFirst" });
        await using var page = await chromium.OpenAsync(server.Address);
        var line = await page.Page.Context.NewCDPSessionAsync(page.Page);
        await line.SendAsync("Network.enable");
        await line.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 300, ["downloadThroughput"] = 750_000 / 8, ["uploadThroughput"] = 750_000 / 8 });
        var (requests, bytes) = (0, 0.0);
        line.Event("Network.requestWillBeSent").OnEvent += (_, _) => requests++;
        line.Event("Network.loadingFinished").OnEvent += (_, told) => bytes += told!.Value.GetProperty("encodedDataLength").GetDouble();

        var started = TimeProvider.System.GetTimestamp();
        await page.Page.GotoAsync(server.Address.ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(page.Card("Running now").GetByText("2,500 accounts")).ToBeVisibleAsync();
        var running = TimeProvider.System.GetElapsedTime(started);
        await Assertions.Expect(page.Card("Running now").GetByText("of 0 jobs")).ToBeVisibleAsync();
        var progress = TimeProvider.System.GetElapsedTime(started);
        await Assertions.Expect(page.Card("Freshness").Locator("tbody tr")).ToHaveCountAsync(8);
        var whole = TimeProvider.System.GetElapsedTime(started);

        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"running {running.TotalSeconds:0.00} s, its progress {progress.TotalSeconds:0.00} s, everything {whole.TotalSeconds:0.00} s; {requests} requests, {bytes / 1000:0} kB"));
        bytes.ShouldBeLessThan(100_000);
        requests.ShouldBeLessThan(16);
    }

    private static async Task FillAsync(DashboardServer server)
    {
        var (accounts, ids) = (server.Service<IAccountStore>(), server.Service<IdGenerator>());
        foreach (var some in Enumerable.Range(1, Accounts).Chunk(500))
        {
            await Task.WhenAll(some.Select(number => accounts.AddAsync(
                new Account
                {
                    Id = new AccountId(ids.Next()),
                    Name = string.Create(CultureInfo.InvariantCulture, $"Company {number:0000} of some town"),
                    Enabled = true,
                    CreatedAt = TimeProvider.System.GetUtcNow(),
                    UpdatedAt = TimeProvider.System.GetUtcNow(),
                },
                CancellationToken.None)));
        }
    }
}
