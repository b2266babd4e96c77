namespace Batchline.BrowserTests;

/// <summary>How a page is looked at.</summary>
internal sealed record Look(int Width, int Height, bool Dark)
{
    public static readonly Look Wide = new(1360, 850, Dark: false);
    public static readonly Look WideDark = new(1360, 850, Dark: true);
    public static readonly Look Phone = new(390, 844, Dark: false);
}
