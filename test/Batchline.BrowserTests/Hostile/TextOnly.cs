using Microsoft.Playwright;

namespace Batchline.BrowserTests.Hostile;

/// <summary>Looks at everything that stands in the page: elements, attributes and links must be those of the dashboard.</summary>
internal static class TextOnly
{
    private const string Look =
        """
        (mark) => {
          const elements = new Set(('html head meta base title link body script div a header svg rect g nav main button span path section h1 h2 h3 p '
            + 'table thead tbody tr th td time pre input label select option datalist form ul li dl dt dd details summary i small strong br code fieldset '
            + 'legend dialog footer article textarea line text').split(' '));
          const attributes = new Set(('class id href rel type src charset name content lang tabindex role viewBox width height rx fill d x y x1 x2 y1 y2 '
            + 'opacity text-anchor title datetime placeholder value checked disabled for list maxlength min max step scope style autocomplete required '
            + 'accept spellcheck open form selected data-label data-theme').split(' '));
          const unseen = /(?![\t\n\r])[\p{Cc}\p{Bidi_Control}\u2028]/u;
          const faults = [];
          for (const element of document.querySelectorAll('*')) {
            const name = element.localName;
            if (!elements.has(name) || element.id === mark) faults.push(`element ${element.outerHTML.slice(0, 200)}`);
            for (const { name: attribute, value } of element.attributes) {
              if (!attributes.has(attribute) && !attribute.startsWith('aria-')) faults.push(`attribute ${attribute} of ${name}`);
              if (/^(title|aria-.*|placeholder)$/.test(attribute) && unseen.test(value)) faults.push(`unseen characters in ${attribute} of ${name}: ${value.slice(0, 80)}`);
            }
            const href = element.getAttribute('href');
            if (href !== null && !(name === 'a' ? /^#(\/|content$)/ : name === 'base' ? /^\.\/$/ : /^assets\//).test(href)) faults.push(`link ${href}`);
            const style = element.getAttribute('style');
            if (style !== null && !/^((width|height|padding-top|fill): [\w.%()-]+;? ?)*$/.test(style)) faults.push(`style ${style}`);
          }
          for (const [name, count] of [['script', 1], ['base', 1], ['meta', 3], ['meta[http-equiv]', 0]]) {
            if (document.querySelectorAll(name).length !== count) faults.push(`not ${count} of ${name}`);
          }
          if (unseen.test(document.body.textContent + document.title)) faults.push('unseen characters in the text');
          if (mark in window) faults.push('a script ran');
          const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
          if (over > 0) {
            const wide = [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1);
            faults.push(`${over} pixels too wide: ${wide.slice(-1)[0]?.outerHTML.slice(0, 200)}`);
          }
          return faults;
        }
        """;

    public static async Task ShouldHoldTextOnlyAsync(this DashboardPage page, string where)
    {
        var faults = await page.Page.EvaluateAsync<string[]>(Look, HostileValues.Mark);

        faults.Select(fault => $"{where}: {fault}").ShouldBeEmpty();
    }

    /// <summary>No request of the page may leave its server.</summary>
    public static List<string> RequestsElsewhere(this DashboardPage page, Uri address)
    {
        var elsewhere = new List<string>();
        page.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                elsewhere.Add(request.Url);
        };
        return elsewhere;
    }

    /// <summary>The navigation still leads somewhere.</summary>
    public static async Task ShouldNavigateAsync(this DashboardPage page)
    {
        await page.Link("Accounts").ClickAsync();
        await Assertions.Expect(page.Heading).ToHaveTextAsync("Accounts");
    }
}
