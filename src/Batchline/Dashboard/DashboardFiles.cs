using System.Security.Cryptography;
using System.Text;

namespace Batchline.Dashboard;

/// <summary>
/// The files of the dashboard. They are embedded: the content root is the working directory, where nothing of the program
/// may be.
/// </summary>
internal sealed class DashboardFiles
{
    private const string Prefix = "dashboard/";
    private const string Page = "index.html";

    private readonly Dictionary<string, DashboardFile> _files = new(StringComparer.Ordinal);
    private readonly string _page;

    public DashboardFiles()
    {
        var assembly = typeof(DashboardFiles).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var path = resource[Prefix.Length..].Replace('\\', '/');
            _files[path] = new DashboardFile(content, ContentTypeOf(path), $"\"{Hash(content)}\"");
        }

        _files.Remove(Page, out var page);
        Version = Hash(Encoding.UTF8.GetBytes(string.Concat(_files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Key + file.Value.ETag))));
        var modules = _files.Keys.Where(path => path.EndsWith(".js", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        _page = Encoding.UTF8.GetString(page!.Content)
            .Replace("{{modules}}", string.Join("\n  ", modules.Select(path => $"<link rel=\"modulepreload\" href=\"assets/{Version}/{path}\">")), StringComparison.Ordinal)
            .Replace("{{version}}", Version, StringComparison.Ordinal);
    }

    /// <summary>Stands in the address of every file, so that a browser may keep them for good.</summary>
    public string Version { get; }

    public DashboardFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <param name="prefix">Where the browser sees the program, such as <c>/batchline</c>; "": the page finds it by its own address.</param>
    public string PageAt(string prefix) => _page.Replace("{{root}}", prefix.Length > 0 ? prefix + "/" : "./", StringComparison.Ordinal);

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));

    private static string ContentTypeOf(string path) => Path.GetExtension(path) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".html" => "text/html; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
}
