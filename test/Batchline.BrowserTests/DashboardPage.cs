using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Batchline.BrowserTests;

/// <summary>The dashboard in a browser. What goes wrong in the page fails the test at the end.</summary>
internal sealed class DashboardPage : IAsyncDisposable
{
    private const string Refusal = "Failed to load resource";

    private readonly Uri _address;
    private readonly List<string> _faults = [];

    public DashboardPage(IPage page, Uri address)
    {
        Page = page;
        _address = address;
        page.PageError += (_, error) => _faults.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !(RefusalsExpected && message.Text.StartsWith(Refusal, StringComparison.Ordinal)) && !(ErrorExpected is { } expected && message.Text.Contains(expected, StringComparison.Ordinal)))
                _faults.Add($"{message.Type}: {message.Text} ({message.Location})");
        };
    }

    public IPage Page { get; }

    /// <summary>The test makes the server refuse something or vanish, of which the browser writes a line.</summary>
    public bool RefusalsExpected { get; set; }

    /// <summary>The test makes the page fail with this, which it must write for those who mend it.</summary>
    public string? ErrorExpected { get; set; }

    /// <param name="route">Such as <c>accounts</c>.</param>
    public async Task GoAsync(string route)
    {
        await Page.GotoAsync(new Uri(_address, $"#/{route}").ToString());
        await Assertions.Expect(Heading).ToBeVisibleAsync();
    }

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    public ILocator Card(string title) => Page.GetByRole(AriaRole.Region, new() { Name = title });

    public Task SeesAsync(string text) => Assertions.Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    public async Task ShouldBeAccessibleAsync(string where)
    {
        var result = await Page.RunAxe();
        result.Violations.Select(violation => $"{where}: {violation.Id} {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
    }

    public async Task ShouldFitAsync(string where)
    {
        var overflow = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        overflow.ShouldBeLessThanOrEqualTo(0, where);
    }

    /// <param name="whole">Also what is beyond the screen.</param>
    public async Task KeepScreenshotAsync(string name, bool whole = true) =>
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots.Folder, name + ".png"), FullPage = whole });

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        _faults.ShouldBeEmpty();
    }
}
