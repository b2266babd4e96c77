using System.Globalization;
using Batchline.Simulator.Worlds;
using Microsoft.Playwright;

namespace Batchline.BrowserTests;

/// <summary>A thousand accounts and ten thousand batches at work. How smooth that is, is measured and told, not asserted.</summary>
[CollectionDefinition(nameof(SmoothTests), DisableParallelization = true)]
[Collection(nameof(SmoothTests))]
public sealed class SmoothTests(Chromium chromium)
{
    private const int Accounts = 1_000;
    private const int JobsPerAccount = 10;
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_thousand_accounts_and_ten_thousand_batches_are_shown_while_they_work()
    {
        await using var server = await DashboardServer.StartAsync(
            new SimulatorOptions { Accounts = Accounts, JobsPerAccount = JobsPerAccount, UnscheduledShare = 0 }, ("Workiz:MinInterval", "00:00:08"));
        for (var i = 0; i < Accounts; i++)
            await server.AddAccountAsync(i, string.Create(CultureInfo.InvariantCulture, $"Company {i + 1:0000}"));
        await server.EndOfAsync(await server.StartSyncAsync(new { strategy = "listFirst" }));
        var operation = await server.StartSyncAsync(new { strategy = "each", batchSize = 1 });
        await server.UntilAsync($"api/batch-progress/{operation}?limit=1", progress => progress.GetProperty("batches").GetProperty("total").GetInt32() == Accounts * JobsPerAccount);
        await using var page = await chromium.OpenAsync(server.Address);

        await page.GoAsync($"operations/{operation}");
        await Assertions.Expect(page.Page.Locator(".account-rows > li").First).ToHaveAttributeAsync("aria-setsize", Accounts.ToString(CultureInfo.InvariantCulture));
        var map = page.Page.GetByRole(AriaRole.Slider);
        await Assertions.Expect(map).ToHaveAttributeAsync("aria-valuemax", (Accounts * JobsPerAccount).ToString(CultureInfo.InvariantCulture));
        await TellAsync("operation, pointer over the map", page, async turn =>
        {
            await map.ScrollIntoViewIfNeededAsync();
            await map.HoverAsync(new() { Position = new Position { X = 20 + (turn * 37 % 900), Y = 10 + (turn * 13 % 300) } });
        });
        await TellAsync("operation, scrolling", page, turn => page.Page.Mouse.WheelAsync(0, turn % 20 < 10 ? 400 : -400));
        await TellAsync("operation, scrolling the accounts", page, async turn =>
        {
            await page.Page.Locator(".windowed").HoverAsync();
            await page.Page.Mouse.WheelAsync(0, turn % 20 < 10 ? 900 : -900);
        });
        await map.ScrollIntoViewIfNeededAsync();
        await page.KeepScreenshotAsync("many-light", whole: false);

        await page.GoAsync("accounts");
        await Assertions.Expect(page.Page.Locator("tbody tr")).ToHaveCountAsync(100);
        await page.Button("Show more").ClickAsync();
        await Assertions.Expect(page.Page.Locator("tbody tr")).ToHaveCountAsync(200);
        await TellAsync("accounts, scrolling", page, turn => page.Page.Mouse.WheelAsync(0, turn % 20 < 10 ? 400 : -400));
        await page.Field("Search").FillAsync("Company 0777");
        await Assertions.Expect(page.Page.Locator("tbody tr")).ToHaveCountAsync(1);
    }

    private static async Task TellAsync(string what, DashboardPage page, Func<int, Task> act)
    {
        var frames = page.Page.EvaluateAsync<double[]>(
            """
            (time) => new Promise((resolve) => {
              const frames = [];
              const start = performance.now();
              let last = start;
              const step = (now) => {
                frames.push(now - last);
                last = now;
                if (now - start < time) requestAnimationFrame(step);
                else resolve(frames);
              };
              requestAnimationFrame(step);
            })
            """,
            Watched.TotalMilliseconds);
        for (var turn = 0; !frames.IsCompleted; turn++)
            await act(turn);
        var sorted = (await frames).Order().ToArray();
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {sorted.Length} frames, median {sorted[sorted.Length / 2]:0.0} ms, 95th {sorted[sorted.Length * 95 / 100]:0.0} ms, longest {sorted[^1]:0.0} ms");
        TestContext.Current.TestOutputHelper!.WriteLine(text);
        await File.AppendAllTextAsync(Path.Combine(Screenshots.Folder, "frame-times.txt"), text + "\n");
    }
}
