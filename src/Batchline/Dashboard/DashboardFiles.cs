using System.Security.Cryptography;
using System.Text;
using Batchline.Content;

namespace Batchline.Dashboard;

/// <summary>
/// The files of the dashboard. They are embedded: the content root is the working directory, where nothing of the program
/// may be.
/// </summary>
internal sealed class DashboardFiles
{
    private const string Prefix = "dashboard/";
    private const string Page = "index.html";

    private readonly Dictionary<string, FixedContent> _files = new(StringComparer.Ordinal);
    private readonly string _page = "";
    private readonly FixedContent _pageHere;

    public DashboardFiles()
    {
        var assembly = typeof(DashboardFiles).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var path = resource[Prefix.Length..].Replace('\\', '/');
            if (path == Page)
                _page = Encoding.UTF8.GetString(content);
            else
                _files[path] = new FixedContent(content, ContentTypeOf(path));
        }

        Version = HashOf(string.Concat(_files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Key + file.Value.Hash)));
        var modules = _files.Keys.Where(path => path.EndsWith(".js", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        _page = _page
            .Replace("{{modules}}", string.Join("\n  ", modules.Select(path => $"<link rel=\"modulepreload\" href=\"assets/{Version}/{path}\">")), StringComparison.Ordinal)
            .Replace("{{version}}", Version, StringComparison.Ordinal);
        _pageHere = Rooted("./");
    }

    /// <summary>Stands in the address of every file, so that a browser may keep them for good.</summary>
    public string Version { get; }

    public FixedContent? Find(string path) => _files.GetValueOrDefault(path);

    /// <param name="prefix">Where the browser sees the program, such as <c>/batchline</c>; "": the page finds it by its own address.</param>
    public FixedContent PageAt(string prefix) => prefix.Length > 0 ? Rooted(prefix + "/") : _pageHere;

    private FixedContent Rooted(string root) =>
        new(Encoding.UTF8.GetBytes(_page.Replace("{{root}}", root, StringComparison.Ordinal)), ContentTypeOf(Page));

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    private static string ContentTypeOf(string path) => Path.GetExtension(path) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".html" => "text/html; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
}
