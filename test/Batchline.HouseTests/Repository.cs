using System.Runtime.CompilerServices;

namespace Batchline.HouseTests;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    private static readonly string[] Parts = ["src", "test", "bench"];

    public static string Root { get; } = Find();

    public static IEnumerable<string> Projects() => Parts.SelectMany(Projects);

    public static IEnumerable<string> Projects(string part) => Files(Path.Combine(Root, part), "*.csproj");

    /// <summary>What people write: nothing that was built, restored, or brought from elsewhere.</summary>
    public static IEnumerable<string> Files(string folder, string names) =>
        Directory.EnumerateFiles(folder, names, SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules" or "vendor"));

    /// <summary>A file's place seen from the root.</summary>
    public static string Short(string path) => Path.GetRelativePath(Root, path);

    private static string Find([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here) ?? "");
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Batchline.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No Batchline.slnx above {here}.");
    }
}
