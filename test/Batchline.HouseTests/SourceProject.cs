using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Batchline.HouseTests;

/// <summary>
/// One project of the repository, compiled in memory from its sources. Generated code is left out: nothing here asks for it.
/// </summary>
internal sealed class SourceProject
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private const string WebUsings = """
        global using System.Net.Http.Json; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;
        """;

    private static readonly Lazy<IReadOnlyList<SourceProject>> Loaded = new(LoadAll);

    private readonly XElement _project;

    private SourceProject(string path, IReadOnlyDictionary<string, SourceProject> known, IEnumerable<MetadataReference> packages)
    {
        _project = XElement.Load(path);
        Name = Path.GetFileNameWithoutExtension(path);
        Folder = Path.GetDirectoryName(path) ?? "";
        var linked = Values("Compile", "Include").SelectMany(pattern => Directory.EnumerateFiles(
            Path.GetDirectoryName(Path.Combine(Folder, pattern)) ?? "", Path.GetFileName(pattern)));
        Files = [.. Repository.Files(Folder, "*.cs").Order(StringComparer.Ordinal)];
        Compilation = CSharpCompilation.Create(
            AssemblyName,
            [.. Files.Concat(linked).Select(file => Parse(File.ReadAllText(file), Path.GetFullPath(file))), Parse(Added(), "")],
            [.. packages, .. References(path, known).Select(other => other.Compilation.ToMetadataReference())],
            new CSharpCompilationOptions(
                Values("OutputType").Contains("Exe") || IsWeb ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>Every project under src, bench, and test, each behind those that it references.</summary>
    public static IReadOnlyList<SourceProject> All => Loaded.Value;

    public string Name { get; }

    public string Folder { get; }

    /// <summary>Its own C# files, in full; not those that it borrows from another project.</summary>
    public IReadOnlyList<string> Files { get; }

    public CSharpCompilation Compilation { get; }

    public IEnumerable<SyntaxTree> OwnTrees => Compilation.SyntaxTrees.Where(tree => IsOwn(tree.FilePath));

    private string AssemblyName => Values("AssemblyName").FirstOrDefault() ?? Name;

    private string RootNamespace => Values("RootNamespace").FirstOrDefault() ?? Name;

    private bool IsWeb => _project.Attribute("Sdk")?.Value == "Microsoft.NET.Sdk.Web";

    public bool IsOwn(string file) => file.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The folder of a file, seen from the project; its root is a dot.</summary>
    public string FolderOf(string file) => Path.GetRelativePath(Folder, Path.GetDirectoryName(file) ?? "");

    public string NamespaceOf(string file) =>
        FolderOf(file) is not "." and var folder ? $"{RootNamespace}.{folder.Replace(Path.DirectorySeparatorChar, '.')}" : RootNamespace;

    public static SourceProject Named(string name) => All.Single(project => project.Name == name);

    private static List<SourceProject> LoadAll()
    {
        var paths = Repository.Projects().ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => path);
        var packages = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator)
            .Where(path => !paths.ContainsKey(Path.GetFileNameWithoutExtension(path)) && Path.GetFileName(path) != "batchline.dll")
            .Select(path => MetadataReference.CreateFromFile(path)).ToList();
        var known = new Dictionary<string, SourceProject>();
        while (known.Count < paths.Count)
        {
            foreach (var (name, path) in paths)
            {
                if (!known.ContainsKey(name) && Referenced(path).All(known.ContainsKey))
                    known[name] = new SourceProject(path, known, packages);
            }
        }

        return [.. known.Values];
    }

    private static IEnumerable<string> Referenced(string path) =>
        XElement.Load(path).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension((string?)reference.Attribute("Include") ?? ""));

    /// <summary>References go on: whoever references a project sees those behind it.</summary>
    private static HashSet<SourceProject> References(string path, IReadOnlyDictionary<string, SourceProject> known)
    {
        var direct = Referenced(path).Select(name => known[name]).ToList();
        return [.. direct, .. direct.SelectMany(other => References(Path.Combine(other.Folder, other.Name + ".csproj"), known))];
    }

    private static SyntaxTree Parse(string text, string file) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text), CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview), file);

    /// <summary>What the SDK adds to the sources.</summary>
    private string Added() => string.Join('\n', [
        Usings,
        IsWeb ? WebUsings : "",
        .. Values("Using", "Include").Select(name => $"global using {name};"),
        .. Values("InternalsVisibleTo", "Include").Select(name => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{name}\")]"),
    ]);

    private IEnumerable<string> Values(string element) => _project.Descendants(element).Select(found => found.Value);

    private IEnumerable<string> Values(string element, string attribute) =>
        _project.Descendants(element).Select(found => found.Attribute(attribute)?.Value).OfType<string>().SelectMany(list => list.Split(';'));
}
