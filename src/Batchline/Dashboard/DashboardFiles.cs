using System.Collections.Concurrent;
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
    private const int MostPrefixes = 16;

    /// <summary>All that the page needs, in two files made of the others.</summary>
    private const string Script = "dashboard.js";
    private const string Style = "dashboard.css";

    /// <summary>Rules of equal weight count in this order.</summary>
    private static readonly string[] StyleOrder =
        ["tokens", "base", "shell", "parts", "dialogs", "forms", "tables", "progress", "charts", "pages"];

    private readonly Dictionary<string, FixedContent> _files = new(StringComparer.Ordinal);
    private readonly string _page = "";
    private readonly ConcurrentDictionary<string, FixedContent> _pages = new(StringComparer.Ordinal);

    public DashboardFiles()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
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
            texts[path] = Encoding.UTF8.GetString(content);
        }

        Add(Script, ModuleBundle.Of("js/app.js", path => texts[path]));
        Add(Style, string.Concat(StyleOrder.Select(name => texts[$"css/{name}.css"])));

        Version = HashOf(string.Concat(_files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Key + file.Value.Hash)));
        _page = _page.Replace("{{version}}", Version, StringComparison.Ordinal);

        // Without a prefix it always has its place.
        PageAt("");
    }

    /// <summary>Stands in the address of every file, so that a browser may keep them for good.</summary>
    public string Version { get; }

    public FixedContent? Find(string path) => _files.GetValueOrDefault(path);

    /// <param name="prefix">Where the browser sees the program, such as <c>/batchline</c>; "": the page finds it by its own address.</param>
    public FixedContent PageAt(string prefix)
    {
        if (_pages.TryGetValue(prefix, out var known))
            return known;

        // Anybody may name prefixes, so only a few are kept, and the others are not worth compressing.
        var keep = _pages.Count < MostPrefixes;
        var page = _page.Replace("{{root}}", prefix.Length > 0 ? prefix + "/" : "./", StringComparison.Ordinal);
        var content = new FixedContent(Encoding.UTF8.GetBytes(page), ContentTypeOf(Page), compress: keep);
        return keep ? _pages.GetOrAdd(prefix, content) : content;
    }

    private void Add(string path, string text) => _files[path] = new FixedContent(Encoding.UTF8.GetBytes(text), ContentTypeOf(path));

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
