using Microsoft.Playwright;

namespace Batchline.BrowserTests;

/// <summary>The browser of all tests: the chromium of the system, nothing downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Path = "/usr/bin/chromium";
    private const float Patience = 30_000;

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = Arguments });
    }

    /// <summary>A page that no other shares anything with.</summary>
    internal async Task<DashboardPage> OpenAsync(Uri address, Look? look = null)
    {
        var (width, height, dark) = look ?? Look.Wide;
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = "en-US",
            TimezoneId = "America/New_York",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Patience);
        return new DashboardPage(await context.NewPageAsync(), address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
