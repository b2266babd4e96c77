using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace Batchline.IntegrationTests.Documents.Notices;

/// <summary>The script of the reference page is a bundle of many; those that want to be named say so in a comment of it.</summary>
internal static class ScalarBanners
{
    public const string Package = "Scalar.AspNetCore";
    private const int LongestBanner = 1_000;
    private const string Kept = "/*!";
    private const string License = "@license";

    public static string Read()
    {
        var script = Script();
        var banners = new List<string>();
        for (var at = script.IndexOf("/*", StringComparison.Ordinal); at >= 0; at = script.IndexOf("/*", at + 2, StringComparison.Ordinal))
        {
            var end = script.IndexOf("*/", at, StringComparison.Ordinal);
            if (end < 0 || end - at > LongestBanner)
                continue;
            var comment = script[at..(end + 2)];
            if (comment.StartsWith(Kept, StringComparison.Ordinal) || comment.Contains(License, StringComparison.Ordinal))
                banners.Add(PlainText.Of(comment));
        }
        return banners.Count > 0 ? string.Join("\n\n", banners.Distinct()) : throw new InvalidOperationException("The script of the reference page names nobody.");
    }

    /// <summary>The largest resource of the package.</summary>
    private static string Script()
    {
        var assembly = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{Package}.dll"));
        using var script = assembly.GetManifestResourceNames().Select(name => assembly.GetManifestResourceStream(name)!).MaxBy(stream => stream.Length)!;
        using var text = new StreamReader(new GZipStream(script, CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }
}
